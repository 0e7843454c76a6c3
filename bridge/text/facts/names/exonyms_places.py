"""Places whose French name is not their own or English one, beside the countries that ``babel`` knows.

One line is many entries between ``|``; the forms of one entry, in any language, stand between ``=``. Compiled for
this project from common usage in the French press.
"""

from __future__ import annotations

CITIES = """
Londres=London|Bruxelles=Brussels=Brussel|Genève=Geneva|Vienne=Vienna=Wien|Moscou=Moscow|Pékin=Beijing=Peking
Athènes=Athens|Rome=Roma|Venise=Venice=Venezia|Florence=Firenze|Naples=Napoli|Turin=Torino|Milan=Milano|Gênes=Genoa
Padoue=Padua=Padova|Sienne=Siena|Vérone=Verona|Mantoue=Mantua|Syracuse=Siracusa|Bologne=Bologna|Pise=Pisa
Livourne=Livorno|Lisbonne=Lisbon=Lisboa|Porto=Oporto|Séville=Seville=Sevilla|Grenade=Granada|Cordoue=Cordoba=Córdoba
Barcelone=Barcelona|Saragosse=Zaragoza=Saragossa|Saint-Sébastien=San Sebastian|Valence=Valencia|Tolède=Toledo
Cadix=Cadiz|Majorque=Mallorca=Majorca|Varsovie=Warsaw|Cracovie=Krakow=Cracow=Kraków|Prague=Praha|Bucarest=Bucharest
Belgrade=Beograd|Copenhague=Copenhagen|La Haye=The Hague=Den Haag|Anvers=Antwerp=Antwerpen|Gand=Ghent=Gent
Bruges=Brugge|Louvain=Leuven|Liège=Luik|Namur=Namen|Malines=Mechelen|Courtrai=Kortrijk|Ostende=Ostend=Oostende
Ypres=Ieper|Dunkerque=Dunkirk|Douvres=Dover|Calais=Calais|Édimbourg=Edinburgh|Cantorbéry=Canterbury|Cologne=Köln
Munich=München|Francfort=Frankfurt|Nuremberg=Nürnberg|Hambourg=Hamburg|Hanovre=Hanover=Hannover|Brême=Bremen
Dresde=Dresden|Leipzig=Leipsic|Fribourg=Freiburg|Mayence=Mainz|Aix-la-Chapelle=Aachen|Trèves=Trier
Ratisbonne=Regensburg|Augsbourg=Augsburg|Brunswick=Braunschweig|Magdebourg=Magdeburg|Wurtzbourg=Würzburg=Wurzburg
Heidelberg=Heidelberg|Sarrebruck=Saarbrücken|Constance=Konstanz|Coblence=Koblenz|Salzbourg=Salzburg|Bâle=Basel=Basle
Berne=Bern|Zurich=Zürich|Lucerne=Luzern|Saint-Gall=St. Gallen=Saint Gall|Soleure=Solothurn|Strasbourg=Strassburg
Saint-Pétersbourg=St Petersburg=Saint Petersburg=St. Petersburg|Kiev=Kyiv=Kiev=Kyïv|Kharkiv=Kharkov|Odessa=Odesa
Marioupol=Mariupol|Sébastopol=Sevastopol|Volgograd=Stalingrad|Arkhangelsk=Archangel|Kazan=Kazan
Istanbul=İstanbul=Constantinople|Smyrne=Izmir=İzmir|Le Caire=Cairo|Alexandrie=Alexandria|Louxor=Luxor|Assouan=Aswan
Alger=Algiers|Tunis=Tunis|Tripoli=Tripoli|Tanger=Tangier=Tangiers|Marrakech=Marrakesh|Fès=Fez|Le Cap=Cape Town
Johannesbourg=Johannesburg|Addis-Abeba=Addis Ababa|Mogadiscio=Mogadishu|Khartoum=Khartum|Djouba=Juba
Jérusalem=Jerusalem|Bethléem=Bethlehem|Nazareth=Nazareth|Damas=Damascus|Alep=Aleppo|Beyrouth=Beirut|Bagdad=Baghdad
Mossoul=Mosul|Bassora=Basra|Téhéran=Tehran=Teheran|Ispahan=Isfahan|Djeddah=Jeddah|Riyad=Riyadh|La Mecque=Mecca
Médine=Medina|Dubaï=Dubai|Abou Dhabi=Abu Dhabi|Koweït=Kuwait|Kaboul=Kabul|Tachkent=Tashkent|Samarcande=Samarkand
Bakou=Baku|Tbilissi=Tbilisi|Erevan=Yerevan|New Delhi=New Delhi=Delhi|Bombay=Mumbai|Calcutta=Kolkata=Calcutta
Madras=Chennai|Pondichéry=Pondicherry=Puducherry|Katmandou=Kathmandu|Dacca=Dhaka|Rangoun=Yangon=Rangoon
Singapour=Singapore|Hô Chi Minh-Ville=Ho Chi Minh City=Saigon|Saïgon=Saigon|Hanoï=Hanoi|Canton=Guangzhou
Nankin=Nanjing=Nanking|Shanghai=Shanghaï|Hong Kong=Hong-Kong|Taipei=Taipeh=Taïpei|Séoul=Seoul|Tokyo=Tōkyō
La Nouvelle-Orléans=New Orleans|Philadelphie=Philadelphia|Québec=Quebec=Quebec City|Montréal=Montreal
Trois-Rivières=Trois-Rivieres|La Havane=Havana|Mexico=Mexico City|Saint-Domingue=Santo Domingo
Port-au-Prince=Port au Prince|Panama=Panama City|Carthagène=Cartagena|Bogota=Bogotá|Brasilia=Brasília
São Paulo=Sao Paulo|Rio de Janeiro=Rio|Assomption=Asuncion=Asunción|Santiago=Santiago du Chili
Saint-Jacques-de-Compostelle=Santiago de Compostela|New York=New York City=NYC
Washington=Washington DC=Washington D.C.|Reykjavik=Reykjavík|Helsinki=Helsingfors|Göteborg=Gothenburg|Malmö=Malmo
Tallinn=Reval|Vilnius=Vilna|Gdansk=Danzig=Gdańsk|Wroclaw=Breslau=Wrocław|Luxembourg=Luxemburg=Luxembourg City
Lourdes=Lourdes|Reims=Rheims|Lyon=Lyons|Marseille=Marseilles|Nice=Nizza|Pompéi=Pompeii|Carthage=Carthage
Tchernobyl=Chernobyl=Chornobyl|Srebrenica=Srebrenitsa|Sofia=Sofia|Zagreb=Agram|Tirana=Tirana|Nicosie=Nicosia
La Valette=Valletta
"""

REGIONS = """
Angleterre=England|Écosse=Scotland|Pays de Galles=Wales|Irlande du Nord=Northern Ireland=Ulster|Irlande=Ireland=Eire
Royaume-Uni=United Kingdom=UK=U.K.=Britain=Great Britain|Grande-Bretagne=Great Britain=Britain=United Kingdom=UK
Cornouailles=Cornwall|Hébrides=Hebrides|Orcades=Orkney=Orkney Islands|Îles Shetland=Shetland
îles Féroé=Faroe Islands=Faroes|îles Anglo-Normandes=Channel Islands|Jersey=Jersey|Guernesey=Guernsey
île de Man=Isle of Man|île de Wight=Isle of Wight|Midlands=the Midlands|Home Counties=Home Counties
Nouvelle-Angleterre=New England|Nouvelle-Galles du Sud=New South Wales|Tasmanie=Tasmania|Queensland=Queensland
Californie=California|Floride=Florida|Géorgie=Georgia|Louisiane=Louisiana|Virginie=Virginia
Virginie-Occidentale=West Virginia|Pennsylvanie=Pennsylvania|Caroline du Nord=North Carolina
Caroline du Sud=South Carolina|Dakota du Nord=North Dakota|Dakota du Sud=South Dakota|Nouveau-Mexique=New Mexico
Hawaï=Hawaii=Hawaiʻi|Silicon Valley=Silicon Valley|Terre-Neuve=Newfoundland|Nouvelle-Écosse=Nova Scotia
Nouveau-Brunswick=New Brunswick|Colombie-Britannique=British Columbia|Île-du-Prince-Édouard=Prince Edward Island
Territoires du Nord-Ouest=Northwest Territories|Bavière=Bavaria=Bayern|Saxe=Saxony|Basse-Saxe=Lower Saxony
Rhénanie-du-Nord-Westphalie=North Rhine-Westphalia|Rhénanie-Palatinat=Rhineland-Palatinate|Rhénanie=Rhineland
Bade-Wurtemberg=Baden-Württemberg=Baden-Wurttemberg|Hesse=Hessen|Thuringe=Thuringia|Brandebourg=Brandenburg
Sarre=Saarland|Prusse=Prussia|Forêt-Noire=Black Forest|Souabe=Swabia|Tyrol=Tirol=Tyrol|Carinthie=Carinthia
Styrie=Styria|Moravie=Moravia|Bohême=Bohemia|Silésie=Silesia|Galice=Galicia|Poméranie=Pomerania
Transylvanie=Transylvania|Valachie=Wallachia|Moldavie=Moldova=Moldavia|Crimée=Crimea|Donbass=Donbas|Sibérie=Siberia
Tchétchénie=Chechnya|Caucase=Caucasus|Catalogne=Catalonia=Catalunya|Andalousie=Andalusia|Pays basque=Basque Country
Castille=Castile|Aragon=Aragón|Navarre=Navarra|Asturies=Asturias|Estrémadure=Extremadura
Baléares=Balearic Islands=Balearics|îles Canaries=Canary Islands=Canaries|Canaries=Canary Islands|Açores=Azores
Madère=Madeira|Algarve=Algarve|Toscane=Tuscany|Lombardie=Lombardy|Piémont=Piedmont|Vénétie=Veneto|Ligurie=Liguria
Ombrie=Umbria|Latium=Lazio|Calabre=Calabria|Pouilles=Apulia=Puglia|Sicile=Sicily|Sardaigne=Sardinia|Corse=Corsica
Crète=Crete|Rhodes=Rhodes|Corfou=Corfu|Chypre=Cyprus|Malte=Malta|Cyclades=Cyclades|Péloponnèse=Peloponnese
Macédoine=Macedonia|Thrace=Thrace|Anatolie=Anatolia|Flandre=Flanders|Flandres=Flanders|Wallonie=Wallonia
Brabant=Brabant|Frise=Friesland|Zélande=Zeeland|Jutland=Jutland|Laponie=Lapland|Scanie=Scania|Scandinavie=Scandinavia
Normandie=Normandy|Bretagne=Brittany|Bourgogne=Burgundy|Picardie=Picardy|Gascogne=Gascony|Savoie=Savoy
Dauphiné=Dauphiny|Occitanie=Occitania|Aquitaine=Aquitania|Nouvelle-Aquitaine=New Aquitaine
Côte d’Azur=French Riviera=Riviera|Provence=Provence|Alpes=Alps|Pyrénées=Pyrenees|Apennins=Apennines
Carpates=Carpathians|Balkans=Balkans|Ardennes=Ardennes|Vosges=Vosges|Jura=Jura|Himalaya=Himalayas|Andes=Andes
montagnes Rocheuses=Rocky Mountains=Rockies|Rocheuses=Rocky Mountains=Rockies
Appalaches=Appalachians=Appalachian Mountains|Oural=Urals=Ural|mont Blanc=Mont Blanc|Cervin=Matterhorn
Kilimandjaro=Kilimanjaro|Vésuve=Vesuvius|Etna=Mount Etna|Everest=Mount Everest|Tamise=Thames=River Thames|Rhin=Rhine
Danube=Danube|Escaut=Scheldt|Meuse=Maas|Tage=Tagus|Douro=Douro|Èbre=Ebro|Pô=Po|Tibre=Tiber|Vistule=Vistula|Elbe=Elbe
Nil=Nile|Gange=Ganges|Euphrate=Euphrates|Tigre=Tigris|Jourdain=Jordan|Amazone=Amazon|Amazonie=Amazonia=Amazon
Mékong=Mekong|Dniepr=Dnieper=Dnipro|Mississippi=Mississipi|Rio Grande=Rio Grande
Saint-Laurent=St Lawrence=Saint Lawrence=St. Lawrence|fleuve Jaune=Yellow River
Manche=English Channel=Channel=the Channel|mer du Nord=North Sea|Baltique=Baltic=Baltic Sea
mer Baltique=Baltic Sea=Baltic|mer Noire=Black Sea|mer Rouge=Red Sea|mer Morte=Dead Sea|mer Caspienne=Caspian Sea
Caspienne=Caspian|mer Égée=Aegean Sea=Aegean|mer Adriatique=Adriatic Sea|Adriatique=Adriatic
Méditerranée=Mediterranean=Mediterranean Sea|mer Méditerranée=Mediterranean Sea=Mediterranean|mer d’Irlande=Irish Sea
mer de Chine=China Sea|mer de Chine méridionale=South China Sea|Atlantique=Atlantic=Atlantic Ocean
océan Atlantique=Atlantic=Atlantic Ocean|Pacifique=Pacific=Pacific Ocean|océan Indien=Indian Ocean|Arctique=Arctic
océan Arctique=Arctic Ocean|Antarctique=Antarctic=Antarctica|Caraïbes=Caribbean=Caribbean Sea
Antilles=West Indies=Antilles|golfe Persique=Persian Gulf|Golfe=Gulf|golfe du Mexique=Gulf of Mexico
golfe de Gascogne=Bay of Biscay|détroit de Gibraltar=Strait of Gibraltar|détroit d’Ormuz=Strait of Hormuz
Bosphore=Bosphorus=Bosporus|Pas de Calais=Strait of Dover|lac Léman=Lake Geneva|Léman=Lake Geneva
lac de Constance=Lake Constance|lac Majeur=Lake Maggiore|Grands Lacs=Great Lakes|Loch Ness=Loch Ness|Afrique=Africa
Asie=Asia|Europe=Europe|Amérique=America|Océanie=Oceania|Amérique du Nord=North America|Amérique du Sud=South America
Amérique latine=Latin America|Amérique centrale=Central America|Afrique du Nord=North Africa
Afrique de l’Ouest=West Africa|Afrique de l’Est=East Africa|Europe de l’Est=Eastern Europe
Europe centrale=Central Europe|Asie du Sud-Est=Southeast Asia=South-East Asia|Moyen-Orient=Middle East=Mideast
Proche-Orient=Near East=Middle East|Extrême-Orient=Far East|Maghreb=Maghreb|Sahel=Sahel|Sahara=Sahara
Corne de l’Afrique=Horn of Africa|Terre sainte=Holy Land|Cisjordanie=West Bank|Gaza=Gaza Strip
bande de Gaza=Gaza Strip=Gaza|Palestine=Palestinian territories|Cachemire=Kashmir|Tibet=Xizang|Mandchourie=Manchuria
Mongolie=Mongolia|Mésopotamie=Mesopotamia|Perse=Persia|Judée=Judea|Galilée=Galilee|Patagonie=Patagonia
Terre de Feu=Tierra del Fuego|îles Malouines=Falkland Islands=Falklands|Malouines=Falklands=Falkland Islands
Galápagos=Galapagos|Groenland=Greenland|Islande=Iceland|Bermudes=Bermuda|Bahamas=Bahamas|Barbade=Barbados
Jamaïque=Jamaica|Haïti=Haiti|URSS=USSR=Soviet Union|Union soviétique=Soviet Union=USSR|Yougoslavie=Yugoslavia
Tchécoslovaquie=Czechoslovakia|Empire ottoman=Ottoman Empire|Empire romain=Roman Empire
Empire britannique=British Empire|Birmanie=Burma=Myanmar|Biélorussie=Belarus=Bélarus|Hollande=Holland=Netherlands
Pays-Bas=Netherlands=Holland=Nederland|Tchéquie=Czech Republic=Czechia|République tchèque=Czech Republic=Czechia
Bosnie=Bosnia|Serbie=Serbia
États-Unis=United States=US=USA=U.S.=U.S.A.=America=United States of America=États-Unis d’Amérique
Corée du Sud=South Korea|Corée du Nord=North Korea|Corée=Korea|Turquie=Turkey=Türkiye|Swaziland=Eswatini
Cap-Vert=Cape Verde=Cabo Verde|Timor oriental=East Timor=Timor-Leste
Côte d’Ivoire=Ivory Coast=Côte d’Ivoire=Cote d'Ivoire|Emirats=Emirates
Émirats arabes unis=United Arab Emirates=UAE=Emirates|Congo=Congo|RDC=DRC=DR Congo|Russie=Russian Federation=Russia
Chine=People's Republic of China=China|Vatican=Holy See=Vatican City|Saint-Siège=Holy See=Vatican
Union européenne=European Union=EU=UE|UE=EU=European Union=Union européenne|zone euro=eurozone=euro area
Occident=West=the West|Orient=East=the East|Nord=North|Sud=South|Est=East|Ouest=West
Nord-Est=North East=Northeast=North-East|Nord-Ouest=North West=Northwest=North-West
Sud-Est=South East=Southeast=South-East|Sud-Ouest=South West=Southwest=South-West
Île-de-France=Paris region=Ile-de-France|Nouvelle-Calédonie=New Caledonia|Polynésie=Polynesia|Guyane=French Guiana
"""
