"""Bodies, offices, events, feasts, times, peoples' currencies and abbreviations with a settled French name.

One line is many entries between ``|``; the forms of one entry, in any language, stand between ``=``. Compiled for
this project from common usage in the French press.
"""

from __future__ import annotations

BODIES = """
Commission européenne=European Commission|Parlement européen=European Parliament|Conseil européen=European Council
Conseil de l’Europe=Council of Europe|Banque centrale européenne=European Central Bank=ECB=BCE
BCE=ECB=European Central Bank=Banque centrale européenne
Cour de justice de l’Union européenne=Court of Justice of the European Union=European Court of Justice=CJEU=ECJ=CJUE
CJUE=CJEU=ECJ=European Court of Justice|Cour européenne des droits de l’homme=European Court of Human Rights=ECHR=CEDH
Banque européenne d’investissement=European Investment Bank=EIB=BEI
Agence spatiale européenne=European Space Agency=ESA|Agence européenne des médicaments=European Medicines Agency=EMA
ONU=UN=U.N.=United Nations=Nations unies=Organisation des Nations unies|Nations unies=United Nations=UN=U.N.=ONU
Organisation des Nations unies=United Nations=UN=ONU
OTAN=NATO=Nato=North Atlantic Treaty Organization=Alliance atlantique
Alliance atlantique=Atlantic Alliance=NATO=Nato=OTAN
Organisation mondiale de la santé=World Health Organization=World Health Organisation=WHO=OMS
OMS=WHO=World Health Organization=World Health Organisation=Organisation mondiale de la santé
FMI=IMF=International Monetary Fund=Fonds monétaire international
Fonds monétaire international=International Monetary Fund=IMF=FMI|Banque mondiale=World Bank
OMC=WTO=World Trade Organization=Organisation mondiale du commerce
Organisation mondiale du commerce=World Trade Organization=WTO=OMC
OCDE=OECD=Organisation for Economic Co-operation and Development
Organisation de coopération et de développement économiques=OECD=OCDE|Unesco=UNESCO|Unicef=UNICEF
AIEA=IAEA=International Atomic Energy Agency|AIE=IEA=International Energy Agency
Agence internationale de l’énergie=International Energy Agency=IEA=AIE
GIEC=IPCC=Intergovernmental Panel on Climate Change|HCR=UNHCR|Haut-Commissariat aux réfugiés=UNHCR
FAO=Food and Agriculture Organization|OIT=ILO=International Labour Organization
Organisation internationale du travail=International Labour Organization=ILO=OIT
CPI=ICC=International Criminal Court=Cour pénale internationale
Cour pénale internationale=International Criminal Court=ICC=CPI
Cour internationale de justice=International Court of Justice=ICJ=CIJ|Conseil de sécurité=Security Council
Assemblée générale=General Assembly|Union africaine=African Union=AU=UA|Ligue arabe=Arab League|Croix-Rouge=Red Cross
Croissant-Rouge=Red Crescent|Médecins sans frontières=MSF=Doctors Without Borders|Amnesty International=Amnesty
Greenpeace=Greenpeace|WWF=World Wildlife Fund=World Wide Fund for Nature|UICN=IUCN
Reporters sans frontières=RSF=Reporters Without Borders|Armée du salut=Salvation Army
Secours populaire=Secours populaire français
Secours catholique|Restos du cœur=Restos
Fondation Abbé-Pierre=Fondation Abbé Pierre|Médecins du monde=Doctors of the World|ATD Quart Monde=ATD Fourth World
Ligue contre le cancer=Ligue nationale contre le cancer|Action contre la faim=Action Against Hunger
Fondation de France|France terre d’asile|Petits Frères des pauvres=Petits Frères
Chambre des communes=House of Commons=Commons|Communes=Commons=House of Commons|Chambre des lords=House of Lords=Lords
Lords=House of Lords|Chambre des représentants=House of Representatives=House|Congrès=Congress|Sénat=Senate=US Senate
Assemblée nationale=National Assembly|Parlement=Parliament|Cour suprême=Supreme Court=High Court|Haute Cour=High Court
Cour d’appel=Court of Appeal=Appeals Court|Maison-Blanche=White House|Maison Blanche=White House|Pentagone=Pentagon
Kremlin=Kremlin|Élysée=Elysee=Elysée Palace=Élysée Palace|Matignon=Matignon|Downing Street=Number 10=No 10=No. 10
palais de Buckingham=Buckingham Palace|Couronne=Crown|Trésor=Treasury=HM Treasury=US Treasury|Échiquier=Exchequer
ministère des Finances=Treasury=Ministry of Finance=Finance Ministry
ministère de l’Intérieur=Home Office=Interior Ministry=Ministry of the Interior
ministère britannique de l’Intérieur=Home Office
ministère des Affaires étrangères=Foreign Office=Foreign Ministry=State Department=Ministry of Foreign Affairs
Foreign Office=Foreign Office|département d’État=State Department
ministère de la Défense=Ministry of Defence=Defense Department=Department of Defense=MoD=Pentagon
ministère de la Santé=Department of Health=Health Ministry=Ministry of Health
ministère de la Justice=Ministry of Justice=Justice Department=Department of Justice
ministère de l’Éducation=Department for Education=Department of Education=Education Ministry=Ministry of Education
ministère de l’Éducation nationale=Ministry of Education=Education Ministry
ministère des Transports=Department for Transport=Transport Ministry=Department of Transportation
ministère de l’Agriculture=Ministry of Agriculture=Department of Agriculture=Agriculture Ministry
ministère de l’Environnement=Environment Ministry=Department for Environment=Defra=Ministry of the Environment
ministère du Travail=Department of Labor=Labour Ministry=Department for Work and Pensions
ministère de l’Économie=Economy Ministry=Ministry of Economy|Bercy=Finance Ministry=French finance ministry
Réserve fédérale=Federal Reserve=Fed|Fed=Federal Reserve|Banque d’Angleterre=Bank of England=BoE
Banque de France=Bank of France|Banque du Japon=Bank of Japan|Bourse de Londres=London Stock Exchange
Bourse de New York=New York Stock Exchange=NYSE=Wall Street|Bourse de Paris=Paris Stock Exchange=Paris bourse
Parti travailliste=Labour Party=Labour|Labour=Labour Party
Parti conservateur=Conservative Party=Conservatives=Tories=Tory party|Tories=Conservatives=Tory|Travaillistes=Labour
Conservateurs=Conservatives=Tories|Libéraux-démocrates=Liberal Democrats=Lib Dems|Verts=Greens=Green Party=Green
Parti vert=Green Party|Démocrates=Democrats|Parti démocrate=Democratic Party=Democrats|Républicains=Republicans
Parti républicain=Republican Party=Republicans=GOP|Rassemblement national=National Rally=RN
La France insoumise=France Unbowed=LFI|Parti socialiste=Socialist Party=PS|Parti communiste=Communist Party
Parti national écossais=Scottish National Party=SNP|États membres=member states
Vingt-Sept=27 member states=EU countries|Schengen=Schengen Area|Scotland Yard=Metropolitan Police=Met
police métropolitaine=Metropolitan Police=Met Police|FBI=Federal Bureau of Investigation
CIA=Central Intelligence Agency|Nasa=NASA|Service national de santé=National Health Service=NHS
NHS=National Health Service|Sécurité sociale=Social Security|BBC=British Broadcasting Corporation
Église catholique=Catholic Church|Église anglicane=Church of England=Anglican Church
Église d’Angleterre=Church of England|archevêque de Cantorbéry=Archbishop of Canterbury
Académie française=French Academy|Académie suédoise=Swedish Academy|Fondation Nobel=Nobel Foundation
Comité international olympique=International Olympic Committee=IOC=CIO|CIO=IOC=International Olympic Committee
Fifa=FIFA|UEFA=Uefa|Fédération internationale=International Federation|CNIL=Cnil=French data protection authority
Interpol=INTERPOL|Europol=EUROPOL|Frontex=FRONTEX|Cern=CERN|Centre national de la recherche scientifique=CNRS
OPEP=OPEC=Opep|G7=Group of Seven|G20=Group of Twenty|SNCF=French railways|EDF=Électricité de France|ANSSI=Anssi
RATP=Ratp|AFP=Agence France-Presse|AP=Associated Press|PA=Press Association
"""

EVENTS = """
Coupe du monde=World Cup|Mondial=World Cup|Euro=European Championship=Euros=European Championships
Ligue des champions=Champions League|Ligue Europa=Europa League|Ligue 1=Ligue One|Premier League=Premiership
Jeux olympiques=Olympic Games=Olympics=JO|JO=Olympics=Olympic Games=Jeux olympiques|Jeux=Games
Jeux paralympiques=Paralympic Games=Paralympics|Jeux du Commonwealth=Commonwealth Games|Tour de France=Tour
Roland-Garros=French Open=Roland Garros|Wimbledon=Wimbledon|Open d’Australie=Australian Open|US Open=US Open
Coupe Davis=Davis Cup|Six Nations=Six Nations|Tournoi des Six Nations=Six Nations|Grand Chelem=Grand Slam
Grand Prix=Grand Prix|Formule 1=Formula One=Formula 1=F1|F1=Formula One|Coupe d’Angleterre=FA Cup
Coupe de la Ligue=League Cup|Championnats du monde=World Championships|Ballon d’or=Ballon d'Or|Super Bowl=Superbowl
Seconde Guerre mondiale=World War II=Second World War=World War Two=WWII
Première Guerre mondiale=World War I=First World War=World War One=WWI|Grande Guerre=Great War|guerre froide=Cold War
Révolution française=French Revolution|Révolution=Revolution|révolution industrielle=Industrial Revolution
Moyen Âge=Middle Ages|Renaissance=Renaissance|Antiquité=Antiquity|Lumières=Enlightenment|Belle Époque=Belle Epoque
Libération=Liberation|Résistance=Resistance|Occupation=Occupation|Réforme=Reformation
Débarquement=D-Day=Normandy landings|âge du bronze=Bronze Age|âge du fer=Iron Age|âge de pierre=Stone Age
Shoah=Holocaust|Holocauste=Holocaust|guerre de Sécession=Civil War=American Civil War|Noël=Christmas=Xmas
Pâques=Easter|Pentecôte=Pentecost=Whitsun|Toussaint=All Saints' Day|Saint-Sylvestre=New Year's Eve
Nouvel An=New Year=New Year's Day|jour de l’An=New Year's Day|Saint-Valentin=Valentine's Day=Valentine|Carême=Lent
Mardi gras=Shrove Tuesday=Mardi Gras|Vendredi saint=Good Friday|Épiphanie=Epiphany|Chandeleur=Candlemas|Avent=Advent
Ramadan=Ramadan|Halloween=Hallowe'en|fête nationale=Bastille Day=National Day|14-Juillet=Bastille Day=14 July=July 14
fête du Travail=Labor Day=Labour Day=May Day|Thanksgiving=Thanksgiving|Action de grâce=Thanksgiving|Brexit=Brexit
accord de Paris=Paris Agreement=Paris climate agreement|Accord de Paris=Paris Agreement|pacte vert=Green Deal
Pacte vert=Green Deal=European Green Deal|New Deal=New Deal|plan Marshall=Marshall Plan
traité de Maastricht=Maastricht Treaty|Constitution=Constitution|Bible=Bible|Coran=Quran=Koran|Évangile=Gospel
Dieu=God|Christ=Christ|Jésus=Jesus|Vierge=Virgin Mary=Virgin|Père Noël=Santa Claus=Father Christmas
prix Nobel=Nobel Prize=Nobel|prix Nobel de la paix=Nobel Peace Prize|Nobel=Nobel Prize|Oscars=Academy Awards
Oscar=Academy Award|Palme d’or=Palme d'Or|prix Pulitzer=Pulitzer Prize|Première=Premiere|Joconde=Mona Lisa
La Joconde=Mona Lisa|Terre=Earth|Lune=Moon|Soleil=Sun|Mars=Mars|Vénus=Venus|Jupiter=Jupiter|Mercure=Mercury
Saturne=Saturn|Voie lactée=Milky Way|Station spatiale internationale=International Space Station=ISS
ISS=International Space Station=Station spatiale internationale|Big Bang=big bang|Grande Muraille=Great Wall
Internet=internet|Web=World Wide Web=web|Toile=Web
"""

PEOPLE = """
Platon=Plato|Aristote=Aristotle|Socrate=Socrates|Homère=Homer|Virgile=Virgil|Ovide=Ovid|Horace=Horace|Cicéron=Cicero
Jules César=Julius Caesar|César=Caesar|Auguste=Augustus|Néron=Nero|Hadrien=Hadrian
Alexandre le Grand=Alexander the Great|Charlemagne=Charles the Great|Guillaume le Conquérant=William the Conqueror
Aliénor d’Aquitaine=Eleanor of Aquitaine|Jeanne d’Arc=Joan of Arc|Marie Stuart=Mary Stuart=Mary Queen of Scots
Christophe Colomb=Christopher Columbus|Colomb=Columbus|Léonard de Vinci=Leonardo da Vinci=Leonardo
Michel-Ange=Michelangelo|Raphaël=Raphael|Titien=Titian|Le Caravage=Caravaggio|Dante=Dante Alighieri
Machiavel=Machiavelli|Copernic=Copernicus|Galilée=Galileo|Marc Aurèle=Marcus Aurelius|Cléopâtre=Cleopatra
Mahomet=Muhammad=Mohammed|Moïse=Moses|Bouddha=Buddha|Confucius=Confucius|Mao=Mao Zedong=Mao Tse-tung|Staline=Stalin
Lénine=Lenin|Trotski=Trotsky|Khrouchtchev=Khrushchev|Gorbatchev=Gorbachev|Eltsine=Yeltsin|Poutine=Putin
Vladimir Poutine=Vladimir Putin|Volodymyr Zelensky=Volodymyr Zelenskyy=Volodymyr Zelenskiy
Zelensky=Zelenskyy=Zelenskiy|Tolstoï=Tolstoy|Dostoïevski=Dostoevsky=Dostoyevsky|Tchekhov=Chekhov
Tchaïkovski=Tchaikovsky|Pouchkine=Pushkin|Gogol=Gogol|Soljenitsyne=Solzhenitsyn|Nabokov=Nabokov
Chostakovitch=Shostakovich|Prokofiev=Prokofiev|Stravinsky=Stravinski|Élisabeth=Elizabeth
Élisabeth II=Elizabeth II=Queen Elizabeth|reine Élisabeth=Queen Elizabeth|roi Charles=King Charles
pape François=Pope Francis|François=Francis|Jean-Paul II=John Paul II|Benoît XVI=Benedict XVI|Léon XIV=Leo XIV
Oussama ben Laden=Osama bin Laden|Ben Laden=bin Laden|Kadhafi=Gaddafi=Qaddafi|Bachar al-Assad=Bashar al-Assad
Bachar=Bashar|Nétanyahou=Netanyahu|Netanyahou=Netanyahu|Benyamin Nétanyahou=Benjamin Netanyahu|Benyamin=Benjamin
Erdogan=Erdoğan|Xi Jinping=Xi|Kim Jong-un=Kim Jong Un|Khamenei=Khameneï|Pythagore=Pythagoras|Euclide=Euclid
Archimède=Archimedes|Hippocrate=Hippocrates|Épicure=Epicurus|Sénèque=Seneca|Plutarque=Plutarch|Hérodote=Herodotus
Thucydide=Thucydides
"""

ABBREVIATIONS = """
TVA=VAT=value added tax=taxe sur la valeur ajoutée|PIB=GDP=gross domestic product=produit intérieur brut
IA=AI=A.I.=artificial intelligence=intelligence artificielle|ADN=DNA|ARN=RNA|sida=AIDS=Aids|Sida=AIDS=Aids|VIH=HIV
IRM=MRI|ONG=NGO=NGOs=non-governmental organisation=non-governmental organization
PDG=CEO=chief executive=chief executive officer=président-directeur général=présidente-directrice générale=P-DG
DG=CEO=chief executive=directeur général=directrice générale=managing director
DGA=directeur général adjoint=directrice générale adjointe
DGS=directeur général des services=directrice générale des services
DSI=directeur informatique=directrice informatique=CIO
DAF=directeur administratif et financier=directrice administrative et financière=CFO
DRH=directeur des ressources humaines=directrice des ressources humaines=HR director=head of human resources
DSI=directeur des systèmes d’information=directrice des systèmes d’information=chief information officer
RH=ressources humaines|DSI=systèmes d’information|RSSI=responsable de la sécurité des systèmes d’information
SG=secrétaire général=secrétaire générale=secretary general|AG=assemblée générale=general meeting
CA=conseil d’administration=chiffre d’affaires|VP=vice-président=vice-présidente=vice-president
PME=SME=SMEs=small and medium-sized enterprises=small businesses|OGM=GMO=GMOs
CO2=carbon dioxide=dioxyde de carbone=CO₂|GPS=satnav|LED=LEDs|RGPD=GDPR=General Data Protection Regulation
DSA=Digital Services Act|DMA=Digital Markets Act|FIV=IVF|TDAH=ADHD|SSPT=PTSD|BPCO=COPD|QI=IQ|RH=HR=human resources
R&D=research and development|TGV=high-speed train|LGBT=LGBTQ=LGBTQ+|AVC=stroke=strokes=accident vasculaire cérébral
UV=ultraviolet|PC=personal computer|TV=television=télévision|API=APIs|CV=résumé=resume|UGC=user-generated content
VTT=mountain bike=mountain biking|EPR=European pressurised reactor|FAQ=frequently asked questions|RER=Rer
HLM=social housing|CDI=permanent contract|CDD=fixed-term contract|BTP=construction industry|IRA=Irish Republican Army
OVNI=UFO|OPA=takeover bid=takeover|IPO=initial public offering|VE=EV=EVs|ETI=mid-sized companies
SMS=text message=text messages|SUV=SUVs|ULM=microlight|USB=Usb|Covid=COVID=coronavirus
Covid-19=COVID-19=Covid=coronavirus|GMT=Greenwich Mean Time|HT=excluding tax=before tax|TTC=including tax
ZFE=low-emission zone=low emission zone|CHU=university hospital=teaching hospital|SAMU=ambulance service
Ehpad=care home=nursing home|EHPAD=care home=nursing home|BD=comic=comics=bande dessinée|HD=high definition
3D=three-dimensional|JT=news bulletin|DJ=disc jockey|WC=toilet=toilets|URL=web address
GES=greenhouse gas=greenhouse gases|GNL=LNG=liquefied natural gas|GPL=LPG|PSA=prostate-specific antigen
"""

#: Country code, French adjective (masculine singular; its other forms are derived), English adjectives and nouns.
DEMONYMS = """
FR français French Frenchman|GB britannique British Briton Britons UK|DE allemand German|IT italien Italian
ES espagnol Spanish Spaniard|PT portugais Portuguese|BE belge Belgian|NL néerlandais Dutch|CH suisse Swiss
AT autrichien Austrian|LU luxembourgeois Luxembourger|IE irlandais Irish|US américain American|CA canadien Canadian
MX mexicain Mexican|BR brésilien Brazilian|AR argentin Argentine Argentinian|CL chilien Chilean|CO colombien Colombian
PE péruvien Peruvian|CU cubain Cuban|VE vénézuélien Venezuelan|BO bolivien Bolivian|PL polonais Polish Pole Poles
CZ tchèque Czech|SK slovaque Slovak|HU hongrois Hungarian|RO roumain Romanian|BG bulgare Bulgarian|GR grec Greek
HR croate Croatian Croat|RS serbe Serbian Serb|SI slovène Slovenian|BA bosnien Bosnian|AL albanais Albanian
MK macédonien Macedonian|SE suédois Swedish Swede Swedes|NO norvégien Norwegian|DK danois Danish Dane Danes
FI finlandais Finnish Finn Finns|IS islandais Icelandic|EE estonien Estonian|LV letton Latvian|LT lituanien Lithuanian
RU russe Russian|UA ukrainien Ukrainian|BY biélorusse Belarusian|MD moldave Moldovan|TR turc Turkish Turk Turks
CY chypriote Cypriot|MT maltais Maltese|GE géorgien Georgian|AM arménien Armenian|AZ azerbaïdjanais Azerbaijani
IL israélien Israeli|PS palestinien Palestinian|LB libanais Lebanese|SY syrien Syrian|JO jordanien Jordanian
IQ irakien Iraqi|IR iranien Iranian|SA saoudien Saudi|AE émirati Emirati|QA qatari Qatari|KW koweïtien Kuwaiti
YE yéménite Yemeni|EG égyptien Egyptian|LY libyen Libyan|TN tunisien Tunisian|DZ algérien Algerian
MA marocain Moroccan|MR mauritanien Mauritanian|SN sénégalais Senegalese|ML malien Malian|NE nigérien Nigerien
NG nigérian Nigerian|CI ivoirien Ivorian|GH ghanéen Ghanaian|CM camerounais Cameroonian|GA gabonais Gabonese
CG congolais Congolese|CD congolais Congolese|RW rwandais Rwandan|KE kényan Kenyan|ET éthiopien Ethiopian
SO somalien Somali|SD soudanais Sudanese|UG ougandais Ugandan|TZ tanzanien Tanzanian|ZA sud-africain South-African
MG malgache Malagasy|TD tchadien Chadian|BF burkinabè Burkinabe|TG togolais Togolese|BJ béninois Beninese
GN guinéen Guinean|CN chinois Chinese|JP japonais Japanese|KR sud-coréen South-Korean|KP nord-coréen North-Korean
IN indien Indian|PK pakistanais Pakistani|BD bangladais Bangladeshi|AF afghan Afghan|LK sri-lankais Sri-Lankan
NP népalais Nepalese Nepali|TH thaïlandais Thai|VN vietnamien Vietnamese|KH cambodgien Cambodian|LA laotien Laotian
MM birman Burmese|MY malaisien Malaysian|ID indonésien Indonesian|PH philippin Filipino Philippine
SG singapourien Singaporean|TW taïwanais Taiwanese|MN mongol Mongolian|KZ kazakh Kazakh|UZ ouzbek Uzbek
AU australien Australian|NZ néo-zélandais New-Zealander Kiwi|HT haïtien Haitian|JM jamaïcain Jamaican
"""
#: Peoples of places that are no country of ``babel``.
PEOPLES = """
Écosse=écossais=Scottish=Scot=Scots=Scotland|Angleterre=anglais=English=England|Pays de Galles=gallois=Welsh=Wales
Europe=européen=European|Afrique=africain=African|Asie=asiatique=Asian|Londres=londonien=Londoner=Londoners=London
Paris=parisien=Parisian=Parisians|Bruxelles=bruxellois=Brussels|Genève=genevois=Genevan=Geneva
New York=new-yorkais=New Yorker=New Yorkers|Rome=romain=Roman=Romans|Venise=vénitien=Venetian=Venice
Vienne=viennois=Viennese=Vienna|Moscou=moscovite=Muscovite=Moscow|Berlin=berlinois=Berliner=Berliners
Milan=milanais=Milanese=Milan|Écosse=écossais=Highlander|Catalogne=catalan=Catalan=Catalonia
Bavière=bavarois=Bavarian=Bavaria|Bretagne=breton=Breton=Brittany|Normandie=normand=Norman=Normandy
Flandre=flamand=Flemish=Flanders|Wallonie=wallon=Walloon=Wallonia|Québec=québécois=Quebecer=Quebec=Québécois
Sicile=sicilien=Sicilian=Sicily|Corse=corse=Corsican=Corsica|Basque=basque=Basque|Kurdistan=kurde=Kurdish=Kurd=Kurds
Tibet=tibétain=Tibetan|Marseille=marseillais=Marseilles|Toulouse=toulousain|Bordeaux=bordelais|Nice=niçois|Metz=messin
Saint-Étienne=stéphanois|Lille=lillois|Bourges=berruyer|Besançon=bisontin|Le Mans=manceau|Reims=rémois
Poitiers=poitevin|Limoges=limougeaud|Monaco=monégasque|Bourgogne=bourguignon|Picardie=picard|Périgueux=périgourdin
Béziers=biterrois|Montréal=montréalais=Montrealer|Madrid=madrilène|Naples=napolitain=Neapolitan=Naples
Arabe=arabe=Arab=Arabic|Juif=juif=Jewish=Jew=Jews|Musulman=musulman=Muslim=Muslims|Gaulois=gaulois=Gaul=Gauls
Viking=viking=Viking=Vikings|Celte=celte=Celtic=Celt=Celts|Occidental=occidental=Western=Westerner
France=français=franco=Hexagone=tricolore|Allemagne=allemand=germano|Royaume-Uni=britannique=anglo
Angleterre=anglais=anglo|Italie=italien=italo=transalpin|Espagne=espagnol=hispano=ibérique|Russie=russe=russo
États-Unis=américain=américano=Outre-Atlantique=United States=US=USA=U.S.=American=Americans=America
Chine=chinois=sino|Japon=japonais=nippo=nippon=nippone
Suisse=suisse=helvético=helvétique=helvète|Belgique=belge=belgo|Portugal=portugais=luso|Grèce=grec=gréco=hellénique
Turquie=turc=turco|Autriche=autrichien=austro|Finlande=finlandais=finno|Inde=indien=indo|Pays-Bas=néerlandais=batave
Royaume-Uni=britannique=Outre-Manche=United Kingdom=UK=U.K.=British=Britain
Angleterre=anglais=Outre-Manche=England=English
Allemagne=allemand=Outre-Rhin=Germany=German=Germans|Canada=canadien=Outre-Atlantique=Canada=Canadian
Turin=turinois|Bâle=bâlois|Zurich=zurichois|Berne=bernois|Lausanne=lausannois|Gand=gantois|Anvers=anversois
Antilles=antillais=Caribbean|Silicon Valley=californien=Californian=California|Texas=texan=Texan
"""
