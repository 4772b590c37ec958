"""Spanish words that tell a topic; the signs are those of the English list."""

WORDS = {
    "world": """+embajada +embajador +diplomático +diplomacia +canciller +naciones_unidas +onu +cumbre +unión_europea
        +bruselas +kremlin +ministro_de_exteriores +consejo_de_seguridad internacional exterior tratado
        sanciones otan delegación frontera moscú pekín washington mandatario bilateral""",
    "politics": """+elecciones +electoral +congreso +senado +senador +diputado +diputados +parlamento +psoe +partido_popular
        +vox +podemos +candidato +candidata +alcalde +alcaldesa +ministro +ministra +presidente_del_gobierno
        +moncloa +investidura +referéndum +campaña_electoral +oposición +coalición +votantes gobierno
        partido ley presidente política político voto votos reforma encuesta legislatura ayuntamiento
        gobernador decreto""",
    "conflict": """+guerra +soldado +soldados +ejército +misil +misiles +bombardeo +alto_el_fuego +tropas +guerrilla +milicia
        +terrorista +terrorismo +rehén +rehenes +ofensiva +rebeldes +artillería +insurgentes militar
        militares ataque ataques armas conflicto bomba dron drones invasión tregua defensa combate""",
    "crime": """+policía +asesinato +homicidio +detenido +detenidos +fiscalía +fiscal +robo +atraco +cárcel +prisión
        +narcotráfico +secuestro +sospechoso +acusado +condenado +juicio +tribunal +sentencia +estafa
        +guardia_civil +violación +apuñalado +tiroteo +sicarios +imputado juez jueza delito víctima víctimas
        abogado investigación crimen arrestado denuncia cartel""",
    "disaster": """+terremoto +sismo +inundación +inundaciones +incendio +incendios +bomberos +explosión +accidente
        +deslizamiento +volcán +erupción +evacuados +evacuación +damnificados +derrumbe +naufragio
        +descarriló +tsunami rescate heridos muertos emergencia catástrofe tragedia supervivientes escombros
        choque""",
    "weather": """+tiempo_meteorológico +aemet +lluvias +temperaturas +borrasca +huracán +ola_de_calor +tormenta +nevada
        +nevadas +pronóstico +meteorología +granizo +ciclón +dana lluvia nieve viento frío calor grados
        nubes sequía niebla""",
    "environment": """+cambio_climático +medio_ambiente +emisiones +biodiversidad +deforestación +especies +contaminación
        +renovables +calentamiento_global +reciclaje +conservación +ecosistema +fauna +ecologistas
        +sostenible clima naturaleza bosque bosques océano río animales carbono energía_solar glaciares
        plástico agua""",
    "business": """+empresa +empresas +economía +bolsa +acciones +inflación +banco_central +bce +ibex +beneficios +inversores
        +inversión +mercado +mercados +aranceles +desempleo +pib +exportaciones +quiebra +sindicatos
        +hipoteca +hipotecas +recesión +consumidores +tipos_de_interés +ventas banco bancos precios millones
        comercio industria impuestos empleo trabajadores huelga salario salarios negocio deuda presupuesto
        vivienda alquiler compañía fábrica económico económica""",
    "technology": """+inteligencia_artificial +tecnología +móvil +software +internet +ciberataque +hackers +algoritmo +google
        +apple +microsoft +facebook +redes_sociales +aplicación +robot +iphone +semiconductores +whatsapp
        +chatbot digital datos usuarios plataforma dispositivo ordenador computadora chips videojuegos""",
    "science": """+científicos +científico +investigadores +nasa +telescopio +astronauta +astronautas +planeta +fósil
        +arqueólogos +dinosaurio +laboratorio +asteroide +satélite +física +nobel +genoma +universo
        +estudio_publicado ciencia estudio descubrimiento espacio luna marte cohete especie experimento
        investigación cometa""",
    "health": """+hospital +hospitales +médico +médicos +paciente +pacientes +vacuna +vacunas +vacunación +virus +cáncer
        +pandemia +covid +enfermedad +enfermedades +sanidad +salud +medicamento +medicamentos +síntomas
        +cirugía +diabetes +epidemia +enfermeras +contagios +brote +obesidad +salud_mental tratamiento
        medicina infección dieta nutrición sueño corazón""",
    "education": """+escuela +escuelas +colegio +colegios +alumnos +alumno +profesor +profesores +maestros +estudiantes
        +universidad +educación +docentes +aula +aulas +matrícula +bachillerato +selectividad +becas curso
        examen enseñanza rector universitario""",
    "society": """+inmigrantes +inmigración +migrantes +refugiados +asilo +iglesia +papa +vaticano +obispo +feminista
        +feminismo +igualdad +racismo +discriminación +manifestantes +manifestación +pobreza +aborto +lgtbi
        +derechos_humanos +pensionistas protesta protestas mujeres sociedad religión familias indígenas
        comunidad población vecinos""",
    "culture": """+película +cine +actor +actriz +director_de_cine +concierto +álbum +cantante +música +teatro +ópera +museo
        +exposición +novela +escritor +escritora +libro +artista +festival +serie +estreno +literatura
        +pintor +goya +netflix +poeta +orquesta arte cultura canción escenario televisión público banda
        danza famosos rey reina""",
    "sport": """+fútbol +liga +gol +goles +entrenador +jugador +jugadores +delantero +portero +real_madrid +barça
        +barcelona_fc +champions +mundial +olímpicos +juegos_olímpicos +tenis +baloncesto +ciclismo
        +fórmula_1 +selección +torneo +semifinal +campeonato +medalla +árbitro +penalti +motogp +boxeo
        equipo partido victoria derrota final temporada club rival puntos estadio carrera atleta campeón
        afición""",
    "lifestyle": """+moda +belleza +horóscopo +decoración +peinado +boda +mascotas +jardín +maquillaje +pareja +crianza estilo
        hogar familia hijos amor perro gato ropa vestido ocio tendencia regalos""",
    "food": """+receta +recetas +restaurante +restaurantes +chef +cocina +cocinero +ingredientes +vino +cerveza
        +gastronomía +postre +panadería +tapas comida plato platos carne queso chocolate café pan verduras
        sabor desayuno cena alimentos""",
    "travel": """+turismo +turistas +turista +viaje +viajes +hotel +hoteles +vacaciones +crucero +aeropuerto +viajeros
        +destino_turístico +alojamiento playa vuelo vuelos isla aerolínea pasajeros tren escapada visitar""",
    "motoring": """+coche +coches +automóvil +automóviles +coche_eléctrico +conductor +conductores +motor +tesla +volkswagen
        +toyota +seat +moto +motocicleta +dgt +carné_de_conducir vehículo vehículos carretera tráfico
        gasolina híbrido camión modelo autopista""",
}
