"""French words that tell a topic; the signs are those of the English list."""

WORDS = {
    "world": """+ambassade +ambassadeur +diplomate +diplomatie +nations_unies +onu +sommet +union_européenne +bruxelles
        +kremlin +ministre_des_affaires_étrangères +quai_d'orsay +conseil_de_sécurité international étranger
        traité sanctions otan délégation frontière moscou pékin washington bilatéral""",
    "politics": """+élection +élections +électoral +assemblée_nationale +sénat +sénateur +député +députés +parlement +élysée
        +matignon +premier_ministre +candidat +candidate +maire +ministre +référendum +présidentielle
        +législatives +municipales +macron +rassemblement_national +remaniement +motion_de_censure
        +électeurs gouvernement parti loi président politique vote réforme sondage opposition majorité
        gauche droite conseil_municipal décret""",
    "conflict": """+guerre +soldat +soldats +armée +missile +missiles +bombardement +bombardements +cessez_le_feu +troupes
        +milice +terroriste +terrorisme +otage +otages +offensive +rebelles +artillerie +djihadiste
        +attentat militaire militaires attaque attaques armes conflit bombe drone drones invasion trêve
        défense combats""",
    "crime": """+police +meurtre +homicide +garde_à_vue +interpellé +procureur +parquet +cambriolage +braquage +prison
        +trafic_de_drogue +enlèvement +suspect +accusé +condamné +procès +tribunal +escroquerie +gendarmes
        +gendarmerie +viol +poignardé +fusillade +cour_d'assises +mis_en_examen +perquisition juge justice
        plainte victime victimes avocat enquête crime délit agression policiers""",
    "disaster": """+séisme +tremblement_de_terre +inondation +inondations +incendie +incendies +pompiers +explosion +accident
        +glissement_de_terrain +volcan +éruption +évacués +évacuation +sinistrés +effondrement +naufrage
        +déraillement +crash +secouristes +avalanche secours blessés morts urgence catastrophe drame
        survivants décombres collision""",
    "weather": """+météo +météo_france +pluies +températures +tempête +ouragan +canicule +orages +orage +neige +prévisions
        +grêle +cyclone +vigilance_orange +averses pluie vent froid chaleur degrés nuages sécheresse
        brouillard verglas""",
    "environment": """+changement_climatique +réchauffement +environnement +émissions +biodiversité +déforestation +espèces
        +pollution +renouvelables +recyclage +écologie +écologistes +écosystème +faune
        +transition_écologique climat nature forêt forêts océan rivière animaux carbone solaire éoliennes
        glaciers plastique eau durable""",
    "business": """+entreprise +entreprises +économie +bourse +actions +inflation +banque_centrale +bce +cac_40 +bénéfice
        +bénéfices +investisseurs +investissement +marché +marchés +chômage +pib +exportations +faillite
        +syndicats +récession +consommateurs +taux_d'intérêt +chiffre_d'affaires +actionnaires
        +droits_de_douane banque banques prix milliards commerce industrie impôts emploi salariés grève
        salaires dette budget logement loyer usine ventes économique groupe""",
    "technology": """+intelligence_artificielle +technologie +smartphone +logiciel +internet +cyberattaque +pirates +algorithme
        +google +apple +microsoft +facebook +réseaux_sociaux +application +robot +iphone +semi_conducteurs
        +numérique +chatbot données utilisateurs plateforme appareil ordinateur puces jeux_vidéo""",
    "science": """+scientifiques +scientifique +chercheurs +chercheuse +nasa +télescope +astronaute +planète +fossile
        +archéologues +dinosaure +laboratoire +astéroïde +satellite +physicien +nobel +génome +univers +cnrs
        science étude découverte espace lune mars fusée espèce expérience recherche comète""",
    "health": """+hôpital +hôpitaux +médecin +médecins +patient +patients +vaccin +vaccins +vaccination +virus +cancer
        +pandémie +covid +maladie +maladies +santé +médicament +médicaments +symptômes +chirurgie +diabète
        +épidémie +infirmières +soignants +obésité +santé_mentale traitement médecine infection régime
        nutrition sommeil cœur""",
    "education": """+école +écoles +collège +lycée +lycées +élèves +élève +professeur +professeurs +enseignants +étudiants
        +université +éducation_nationale +baccalauréat +classe +rectorat +parcoursup +éducation rentrée
        examen enseignement scolaire""",
    "society": """+immigration +immigrés +migrants +réfugiés +asile +église +pape +vatican +évêque +féministe +égalité
        +racisme +discrimination +manifestants +manifestation +pauvreté +avortement +laïcité +droits_humains
        +retraités +sans_abri protestation femmes société religion familles communauté population habitants
        associations""",
    "culture": """+film +cinéma +acteur +actrice +réalisateur +réalisatrice +concert +album +chanteur +chanteuse +musique
        +théâtre +opéra +musée +exposition +roman +écrivain +autrice +livre +artiste +festival +série
        +littérature +peintre +césar +netflix +poète +orchestre art culture chanson scène télévision public
        groupe danse célébrités roi reine""",
    "sport": """+football +ligue_1 +but +buts +entraîneur +joueur +joueurs +attaquant +gardien +psg +ligue_des_champions
        +coupe_du_monde +olympiques +jeux_olympiques +tennis +basket +rugby +cyclisme +formule_1 +tournoi
        +demi_finale +championnat +médaille +arbitre +roland_garros +tour_de_france +xv_de_france +les_bleus
        équipe match victoire défaite finale saison club adversaire points stade course athlète champion""",
    "lifestyle": """+mode +beauté +horoscope +décoration +coiffure +mariage +jardin +maquillage +couple +animaux_de_compagnie
        style maison famille enfants amour chien chat vêtements robe loisirs tendance cadeaux""",
    "food": """+recette +recettes +restaurant +restaurants +chef +cuisine +cuisinier +ingrédients +vin +bière +gastronomie
        +dessert +boulangerie +michelin plat plats viande fromage chocolat café pain légumes goût
        petit_déjeuner repas aliments""",
    "travel": """+tourisme +touristes +touriste +voyage +voyages +hôtel +hôtels +vacances +croisière +aéroport +voyageurs
        +destination +camping plage vol vols île compagnie_aérienne passagers train escapade visiter sncf""",
    "motoring": """+voiture +voitures +automobile +automobiles +voiture_électrique +conducteur +conducteurs +moteur +tesla
        +volkswagen +renault +peugeot +citroën +moto +permis_de_conduire +stellantis véhicule véhicules
        route circulation essence hybride camion modèle autoroute""",
}
