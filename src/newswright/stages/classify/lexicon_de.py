"""German words that tell a topic; the signs are those of the English list."""

WORDS = {
    "world": """+botschafter +botschaft +außenminister +außenpolitik +vereinte_nationen +diplomat +diplomatie +gipfeltreffen
        +europäische_union +brüssel +kreml +sicherheitsrat +auswärtiges_amt ausland international gipfel
        abkommen sanktionen nato delegation staatschef regierungschef grenze präsident moskau peking
        washington""",
    "politics": """+bundestag +bundesrat +landtag +kanzler +kanzlerin +bundeskanzler +abgeordnete +abgeordneter +koalition
        +fraktion +wahlkampf +wahl +landtagswahl +bundestagswahl +cdu +csu +spd +afd +fdp +grünen
        +linkspartei +bürgermeister +nationalrat +minister +ministerium +ministerpräsident +parlament
        +volksabstimmung regierung partei opposition gesetz gesetzentwurf reform politik politiker wähler
        stimmen umfrage kandidat haushalt debatte gemeinderat stadtrat""",
    "conflict": """+krieg +soldat +soldaten +bundeswehr +rakete +raketen +luftangriff +waffenruhe +waffenstillstand +rebellen
        +miliz +panzer +terror +terrorist +terroranschlag +geisel +artillerie +frontlinie +offensive armee
        militär angriff angriffe truppen waffen konflikt bombe drohne drohnen invasion besatzung
        verteidigung""",
    "crime": """+polizei +mord +totschlag +staatsanwaltschaft +staatsanwalt +festgenommen +festnahme +verdächtiger
        +tatverdächtiger +einbruch +raub +überfall +betrug +haftstrafe +gefängnis +ermittler +ermittlungen
        +angeklagter +angeklagte +landgericht +amtsgericht +urteil +messerangriff +schüsse +drogenhandel
        +bundesgerichtshof gericht prozess täter opfer anklage verurteilt richter anwalt diebstahl
        kriminalität razzia zeugen kriminalpolizei""",
    "disaster": """+erdbeben +hochwasser +überschwemmung +waldbrand +feuerwehr +großbrand +explosion +unfall +verunglückt
        +lawine +erdrutsch +vulkan +flugzeugabsturz +entgleist +evakuiert +rettungskräfte +einsturz
        +katastrophe brand feuer zusammenstoß verletzte tote trümmer rettung überlebende schaden gekentert
        notruf""",
    "weather": """+wetter +wetterdienst +niederschlag +schneefall +gewitter +hitzewelle +sturmböen +orkan +unwetter
        +wettervorhersage +temperaturen +meteorologe +hagel +glätte regen schnee sturm sonne wolken frost
        nebel grad kälte hitze wind""",
    "environment": """+klimawandel +klimaschutz +umwelt +umweltschutz +treibhausgase +artenschutz +naturschutz +artenvielfalt
        +erneuerbare +windkraft +emissionen +erderwärmung +nachhaltigkeit +plastikmüll +energiewende
        +korallen klima natur wald wälder tiere arten meer fluss co2 solarenergie verschmutzung recycling
        gletscher wildtiere""",
    "business": """+unternehmen +konzern +aktie +aktien +börse +umsatz +gewinn +wirtschaft +inflation +zinsen +leitzins
        +zentralbank +ezb +konjunktur +insolvenz +investoren +export +arbeitsmarkt +tarifverhandlungen
        +gewerkschaft +aktionäre +dax +rezession +startup +vorstandschef +übernahme +arbeitslosigkeit firma
        bank banken markt märkte preise milliarden handel industrie steuern mitarbeiter arbeitsplätze streik
        produktion verbraucher löhne rente kredit miete immobilien einzelhandel zölle wirtschaftlich""",
    "technology": """+künstliche_intelligenz +software +smartphone +internet +digitalisierung +cyberangriff +hacker +algorithmus
        +google +apple +microsoft +facebook +roboter +halbleiter +datenschutz +app +computer +iphone
        +chatbot +startup_szene +rechenzentrum +online_plattform technologie digital technik daten chips
        plattform soziale_medien nutzer netzwerk geräte""",
    "science": """+wissenschaftler +forscher +forscherin +forschung +studie +nasa +esa +teleskop +astronaut +raumfahrt
        +physiker +archäologen +fossil +dinosaurier +planet +satellit +labor +asteroid +weltraum +nobelpreis
        +genom +quanten universität entdeckung wissenschaft experiment mond mars rakete komet evolution
        wissenschaftlich""",
    "health": """+krankenhaus +klinik +arzt +ärzte +patient +patienten +impfung +impfstoff +virus +krebs +pandemie +corona
        +krankheit +medikament +medikamente +therapie +krankenkasse +pflege +diabetes +operation +gesundheit
        +gesundheitsministerium +symptome +infektion +pflegekräfte +seuche +grippe +apotheke +epidemie
        medizin behandlung ernährung psychisch schlaf sport_treiben demenz herz blutdruck""",
    "education": """+schule +schulen +schüler +lehrer +lehrerin +lehrkräfte +abitur +unterricht +hochschule +studenten
        +studierende +kita +bildung +bildungsministerium +kultusminister +klassenzimmer +gymnasium
        +grundschule universität studium ausbildung prüfung professor schuljahr""",
    "society": """+flüchtlinge +migration +migranten +asyl +asylbewerber +kirche +papst +bischof +diskriminierung +rassismus
        +gleichstellung +integration +demonstranten +demonstration +obdachlose +armut +islam +muslime
        +christen +frauenrechte +ehrenamt protest proteste gesellschaft religion frauen familien minderheit
        abtreibung bevölkerung soziales generation""",
    "culture": """+film +kino +schauspieler +schauspielerin +regisseur +konzert +album +sängerin +sänger +musik +theater +oper
        +museum +ausstellung +roman +autor +autorin +buch +künstler +künstlerin +festival +orchester +serie
        +premiere +berlinale +literatur +gemälde +komponist kunst kultur bühne band fernsehen netflix
        publikum schriftsteller tanz promi könig königin prinz galerie""",
    "sport": """+fußball +bundesliga +trainer +torwart +stürmer +spieler +tor +tore +champions_league +weltmeisterschaft
        +weltmeister +olympia +olympische_spiele +tennis +handball +eishockey +formel_1 +dfb +mannschaft
        +turnier +halbfinale +meisterschaft +medaille +nationalmannschaft +trainerin +elfmeter +biathlon
        +skispringen +saison +dfb_pokal +pokal spiel sieg niederlage liga verein finale gegner punkt punkte
        wettkampf fans stadion rennen athlet tabelle profi""",
    "lifestyle": """+mode +frisur +horoskop +partnerschaft +wohnung_einrichten +garten +haustier +hochzeit +schminke +trend
        +deko +erziehung beziehung familie kinder eltern liebe hund katze stil kleidung wohnen freizeit
        schönheit geschenke""",
    "food": """+rezept +rezepte +restaurant +koch +köchin +kochen +backen +zutaten +wein +bier +brauerei +gastronomie
        +bäckerei +küche +gericht_servieren essen trinken lebensmittel käse fleisch gemüse kaffee kuchen
        brot schokolade vegan frühstück mahlzeit""",
    "travel": """+urlaub +reise +reisen +touristen +tourismus +hotel +hotels +kreuzfahrt +flughafen +urlauber +reiseziel
        +ferienwohnung +campingplatz +pauschalreise strand flug flüge insel airline bahn ausflug wandern
        sehenswürdigkeit reisende passagiere""",
    "motoring": """+auto +autos +elektroauto +elektroautos +autobauer +volkswagen +bmw +mercedes +porsche +audi +tesla
        +verbrenner +motorrad +tempolimit +führerschein +autobahn +opel +pkw +geländewagen fahrzeug
        fahrzeuge fahrer motor verkehr straße ladestation hybrid lkw modell""",
}
