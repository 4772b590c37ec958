"""English words that tell a topic. + marks one that tells it nearly alone; `_` joins words that stand together."""

WORDS = {
    "world": """+embassy +ambassador +diplomat +diplomatic +foreign_minister +foreign_ministry +united_nations +summit_talks
        +bilateral +geopolitical +european_union +brussels +kremlin +security_council +prime_minister
        overseas international foreign treaty summit sovereignty envoy regime coup border_crossing nato
        beijing moscow tehran global_leaders sanctions delegation consulate un_general_assembly exile
        protectorate""",
    "politics": """+election +senate +senator +congress +congressman +congresswoman +parliament +lawmaker +legislature
        +republican +democrat +gop +ballot +campaign_trail +white_house +impeachment +cabinet_minister +mp
        +mps +governor +presidential +caucus +midterm +primaries +candidate +coalition_government
        +opposition_party +constituency president minister vote voter bill legislation policy party partisan
        democratic conservative liberal labour campaign mayor council government speaker filibuster
        referendum poll polls pollster nominee nomination administration bipartisan lobbyist veto amendment
        councillor electorate premier manifesto swing_state attorney_general oval_office supreme_court trump
        biden obama pelosi""",
    "conflict": """+troops +airstrike +air_strike +missile +militia +insurgent +ceasefire +rebel +shelling +artillery
        +battlefield +warplane +frontline +front_line +militant +jihadist +civil_war +peacekeeper
        +drone_strike +warship +paramilitary +terrorist +terrorism +hostage war army soldier military
        conflict invasion offensive bombing bomb weapon weapons nuclear_weapon combat siege occupation
        veteran pentagon armed_forces navy air_force marines isis taliban hamas hezbollah truce guerrilla""",
    "crime": """+murder +homicide +suspect +arrested +robbery +burglary +shooting +gunman +gunshot +stabbing +stabbed
        +fraudster +prosecutor +indictment +indicted +manslaughter +convicted +felony +jail +inmate +prison
        +detective +sheriff +kidnapping +trafficking +smuggling +rape +sexual_assault +plea_deal +jury
        +verdict +sentenced +defendant +pleaded_guilty +death_penalty +death_row police officer court trial
        judge charged charges arrest crime criminal theft fraud lawsuit victim killed killer guilty custody
        investigator attorney lawyer warrant bail probation gang drug_bust assault weapon deputies deputy
        shot missing_person accused allegedly testimony testified cop cops plead sue sued suing""",
    "disaster": """+earthquake +wildfire +tsunami +flood +flooding +landslide +volcano +eruption +derailment +derailed
        +plane_crash +evacuate +evacuation +evacuees +firefighter +firefighters +rescuers +explosion
        +collapsed +capsized +shipwreck +mudslide +aftershock crash crashed fire blaze rescue rescued
        survivors emergency disaster emergency_crews debris injured killed damage destroyed death_toll
        accident collision sank search_and_rescue overturned engulfed smoke""",
    "weather": """+forecast +forecaster +meteorologist +snowfall +rainfall +thunderstorm +blizzard +heatwave +heat_wave
        +cold_front +hurricane +typhoon +cyclone +tornado +weather_service +wind_chill +snowstorm +hail
        +storm_surge +tropical_storm +weather +arctic_blast +cold_snap rain snow storm wind winds gusts
        temperature temperatures celsius fahrenheit degrees humid sunny cloudy fog frost freezing inches
        drought showers icy chilly sleet""",
    "environment": """+climate_change +global_warming +greenhouse_gas +carbon_emissions +biodiversity +deforestation
        +endangered_species +conservationist +pollution +renewable +wildlife +ecosystem +rainforest
        +recycling +plastic_waste +coral_reef +environmentalist +poaching +net_zero climate emissions carbon
        fossil_fuel solar wind_farm species habitat forest ocean river conservation environment
        environmental epa glacier sea_level wetlands whale elephant endangered extinction animals marine
        sustainability sustainable toxic air_quality fisheries""",
    "business": """+stock +stocks +shareholder +investor +earnings +revenue +quarterly +nasdaq +dow_jones +wall_street +merger
        +acquisition +bankruptcy +inflation +interest_rate +interest_rates +federal_reserve +central_bank
        +tariff +ipo +ceo +chief_executive +retailer +supplier +mortgage +economist +gdp +recession +startup
        +dividend +hedge_fund +bond_yields +layoffs +401k +fed company companies market markets profit sales
        economy economic bank banking trade shares business businesses price prices financial finance
        industry billion deal employer jobs unemployment wage wages tax taxes budget debt deficit consumer
        export exports imports real_estate housing manufacturer factory corporate brand store stores retail
        rent credit loan loans savings salary retirement investment investing workers union strike airline
        oil shopping realtor housing_market home_prices social_security paycheck income franchise""",
    "technology": """+smartphone +iphone +android +software +app +apps +google +microsoft +facebook +artificial_intelligence
        +chatbot +cybersecurity +hacker +hackers +cyberattack +data_breach +algorithm +semiconductor
        +chipmaker +laptop +gadget +robot +robotics +cloud_computing +encryption +browser +blockchain
        +cryptocurrency +bitcoin +5g +startup_tech +social_media +twitter +tiktok +instagram +youtube +wifi
        +malware +ransomware +silicon_valley apple amazon tech technology digital online internet device
        devices computer computing chip chips streaming_device platform users privacy data drone video_game
        console playstation xbox nintendo user developer developers headset""",
    "science": """+scientist +scientists +nasa +telescope +astronomer +astronaut +spacecraft +asteroid +galaxy +physicist
        +fossil +archaeologist +archaeologists +dinosaur +researchers +laboratory +quantum +genome +dna
        +spacex +orbit +comet +lunar +mars +black_hole +space_station +paleontologist +species_discovered
        +particle +nobel_prize +milky_way +moon study research discovery experiment universe planet
        satellite rocket evolution biology chemistry physics ancient scientific journal theory neuroscience
        mathematics archaeological telescopes space mercury solar_system meteor probe""",
    "health": """+hospital +doctor +doctors +patient +patients +vaccine +vaccination +disease +cancer +diabetes +virus
        +epidemic +pandemic +outbreak +symptom +symptoms +surgeon +surgery +medication +nurse +nurses
        +medicare +medicaid +obamacare +health_care +healthcare +opioid +fda +cdc +clinical_trial
        +mental_health +obesity +dementia +alzheimer +vaping +flu +measles +therapy +workout +weight_loss
        +calories +cholesterol +blood_pressure +dermatologist +pharmacist +pregnancy +affordable_care_act
        +world_health_organization +covid +coronavirus +anxiety +depression +antibiotic +nutritionist
        +dietitian health medical medicine treatment drug drugs infection diet exercise fitness nutrition
        sleep fat skin brain heart heart_attack stroke allergy vitamin protein muscle yoga addiction
        overdose insurance pain diagnosed syndrome clinic wellness abs belly lose_weight exercises
        exercises_that menopause arthritis injuries carbs keto sugar gut cold""",
    "education": """+school_district +teacher +teachers +classroom +curriculum +superintendent +kindergarten +tuition
        +student_loan +college_campus +undergraduate +professor +pupil +pupils +graduation +high_school
        +elementary_school +scholarship +charter_school +headteacher +school_board +school +education
        +universities student students university college campus schools exam exams degree academic literacy
        graduate principal faculty""",
    "society": """+immigration +immigrant +immigrants +migrant +migrants +refugee +asylum +daca +deportation +civil_rights
        +racism +lgbt +lgbtq +transgender +same_sex_marriage +gay +abortion +pope +vatican +bishop +church
        +mosque +synagogue +islam +muslim +christian +evangelical +feminist +gender +discrimination
        +homeless +homelessness +poverty +protester +protesters +demonstrators +gun_control +welfare rally
        protest racial black white women religion religious faith rights equality community charity
        volunteers nonprofit census population inequality marijuana veterans pension housing_crisis
        free_speech activist activists planned_parenthood nra second_amendment""",
    "culture": """+actor +actress +movie +film +filmmaker +hollywood +netflix +disney +album +singer +rapper +songwriter
        +concert +musician +orchestra +novel +novelist +author +museum +gallery +exhibition +painter
        +theatre +theater +broadway +celebrity +celebrities +tv_show +sitcom +reality_star +box_office
        +oscar +oscars +grammy +grammys +emmy +golden_globe +red_carpet +trailer +sequel +marvel +kardashian
        +bachelor +bachelorette +soundtrack +comedian +premiere +hbo +showrunner +country_music
        +taylor_swift +beyonce +star_wars +royal_family +prince_harry +meghan_markle +kate_middleton
        +duchess +celeb +hulu music song songs star stars artist art dance band drama comedy episode
        season_finale series festival show actors queen prince princess kate harry meghan jennifer duke
        actor's book books poet television tv character characters fans director starring co_star spoiler
        finale cma cast reunion ex dating engaged wedding divorce tour lyrics pop rock screen""",
    "sport": """+football +soccer +basketball +baseball +hockey +quarterback +touchdown +nfl +nba +mlb +nhl +ncaa +playoffs
        +playoff +coach +coaches +goalkeeper +striker +midfielder +champions_league +premier_league
        +world_cup +olympic +olympics +tennis +golf +pga +cricket +rugby +wimbledon +grand_slam +formula_1
        +nascar +boxing +ufc +wrestling +halftime +innings +pitcher +rookie +linebacker +wide_receiver
        +running_back +roster +super_bowl +world_series +stanley_cup +free_agency +free_agent +espn +heisman
        +injury_report +touchdowns +lineman +cornerback +tailback +rebounds +buzzer sec +bowl_game +nwsl
        +mls +ballpark +fantasy_football +head_coach patriots cowboys +packers +steelers +49ers ravens
        +seahawks +lakers warriors +celtics +yankees +astros dodgers browns +bengals +redskins bears
        vikings falcons eagles dolphins jets giants chiefs texans +colts jaguars +buccaneers
        raiders chargers +broncos rams saints +knicks +clippers rockets nationals cubs
        +red_sox +mets bruins penguins +blackhawks +gators +buckeyes +crimson_tide +wolverines +longhorns
        +sooners tigers badgers spartans bulldogs +hawkeyes +seminoles huskies ducks trojans +sixers
        +76ers +mavericks +cavaliers wolfpack team teams game games season player players league
        match win wins victory defeat score scored goal goals championship title tournament draft trade
        injury rivalry stadium athlete athletes sprint marathon medal semifinal final defense
        offense kickoff lineup fan recap highlights preseason wildcat upset
        undefeated bowl kicker sideline locker_room receiver defensive offensive starter opponent unbeaten
        comeback overtime prospect recruit recruiting contract_extension mvp standings clash squad beat
        beats knockout captain referee penalty""",
    "lifestyle": """+fashion +wardrobe +makeup +hairstyle +skincare +horoscope +zodiac +parenting +interior_design +home_decor
        +gardening +houseplant +relationship_advice +bridesmaid +wedding_dress +etiquette +declutter
        +bedroom +living_room +diy +thanksgiving_decor +gift_guide +toddler +toddlers +puppy +kitten
        +shelter_dog +halloween_costume +christmas_tree style beauty outfit dress dresses shoes trend home
        homes decor kitchen garden family kids mom moms dad baby pets pet dog dogs cat cats marriage couple
        couples love dating friendship hobbies hair nails gift gifts holiday_gift cozy clean cleaning
        laundry furniture design designer designers wear jeans jewelry bride groom astrology parents
        grandmother birthday""",
    "food": """+recipe +recipes +restaurant +restaurants +chef +cook +cooking +bake +baking +cuisine +dessert +appetizer
        +cocktail +cocktails +wine +beer +brewery +barbecue +bakery +casserole +slow_cooker +ingredients
        +michelin +starbucks +mcdonald +burger +burgers +pizza +pasta +chicken_sandwich +side_dish
        +side_dishes +foodie +fast_food +pumpkin_pie +turkey_dinner +instant_pot +popeyes +whiskey +bourbon
        +vodka +cheesecake food foods dish dishes meal meals eat eating menu chicken beef steak salad soup
        cheese chocolate coffee bread cake pie cookies breakfast lunch dinner delicious taste flavor vegan
        vegetarian snack snacks drink drinks sauce grill kitchen thanksgiving_dinner candy bar dining tacos
        sandwich grocery""",
    "travel": """+tourist +tourists +tourism +traveler +travelers +traveller +hotel +hotels +cruise +cruise_ship +airbnb
        +vacation +itinerary +resort +resorts +national_park +national_parks +backpacking +theme_park
        +disneyland +disney_world +passport +road_trip +sightseeing +destination +destinations +beach_town
        +flight_attendant +getaway +layover +campground +amtrak +frequent_flyer +landmarks +landmark travel
        trip flight flights airport airline airlines passenger passengers beach island visit visitors scenic
        holiday train boeing explore adventure places cities mountain hike hiking trail luggage tsa castle
        castles photos_of beautiful skyline view views bridge""",
    "motoring": """+sedan +suv +suvs +pickup_truck +horsepower +mustang +corvette +ferrari +porsche +lamborghini +tesla
        +electric_vehicle +electric_vehicles +toyota +honda +ford +chevrolet +bmw +audi +mercedes
        +volkswagen +jeep +nissan +hyundai +subaru +supercar +muscle_car +dealership +road_test +test_drive
        +gm +uaw +motorcycle +convertible +hatchback +camaro +coupe +v8 +automaker +automakers +carmaker
        +cadillac +dodge +hellcat +bugatti +mazda +lexus +kia +volvo +bentley +mclaren +mpg +ev +evs car
        cars vehicle vehicles driver drivers driving engine auto truck trucks automotive wheel wheels hybrid
        road highway recall garage parking turbo model roadster racing limited_edition tires crossover""",
}
