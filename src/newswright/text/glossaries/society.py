"""Who governs, decides, teaches and heals: English | Sinhala | Tamil | Chinese, one idea a line."""

CONCEPTS = """
president: president presidential presidency|ජනාධිපති ජනපති|ஜனாதிபதி|总统 国家主席
prime_minister: prime_minister premier|අගමැති අග්‍රාමාත්‍ය|பிரதமர்|总理 首相
minister: minister ministers ministry|අමාත්‍ය ඇමති|அமைச்சர் அமைச்சு அமைச்சின்|部长 大臣
state_minister: state_minister|රාජ්‍ය_අමාත්‍ය|இராஜாங்க|国务部长
cabinet: cabinet|කැබිනට් අමාත්‍ය_මණ්ඩල|அமைச்சரவை|内阁
parliament: parliament parliamentary|පාර්ලිමේන්තු|பாராளும பாராளுமன்ற நாடாளும|议会 国会
mp: mp mps member_of|මන්ත්‍රී|நாடாளுமன்ற_உறு பாராளுமன்ற_உறு|议员
speaker: speaker|කථානායක|சபாநாயகர்|议长
opposition: opposition|විපක්ෂ|எதிர்க்கட்சி எதிர்க்க|反对党 在野党
government: government|ආණ්ඩු රජයේ|அரசாங்க அரசாங்கம்|政府
governor: governor governors|ආණ්ඩුකාර|ஆளுநர்|州长 省长 行长
mayor: mayor municipal|නගරාධිපති මහනගර|மாநகர மேயர்|市长
party: party parties|පක්ෂය පක්ෂ|கட்சியி கட்சி|政党
alliance: alliance coalition|සන්ධාන පෙරමුණ|கூட்டணி முன்னணி|联盟
election: election elections polls poll|මැතිවරණ ඡන්ද|தேர்தல்|选举 大选
vote: vote votes voted voters voter voting|ඡන්දය ඡන්දදායක|வாக்கு வாக்களி வாக்காள|投票 选民
candidate: candidate candidates candidacy nomination nominations|අපේක්ෂක නාමයෝජනා|வேட்பாளர் வேட்புமனு|候选人
election_commission: election_commission elections_commission|මැතිවරණ_කොමිෂ|தேர்தல்கள்_ஆணை தேர்தல்_ஆணை|选举委员会
commission: commission commissioner|කොමිෂන් කොමසාරිස්|ஆணைக்குழு ஆணையாளர்|委员会
constitution: constitution constitutional|ව්‍යවස්ථාව ආණ්ඩුක්‍රම|அரசியலமைப்|宪法
amendment: amendment amendments amend amended|සංශෝධන|திருத்தச் திருத்தம்|修正案 修订
bill: bill bills|පනත් කෙටුම්පත|சட்டமூல|法案
act: act acts legislation|පනත පනතේ|சட்டத்தி சட்டம்|法律 立法
gazette: gazette gazetted|ගැසට්|வர்த்தமானி|公报
no_confidence: no-confidence no_confidence impeachment|විශ්වාසභංග දෝෂාභි|நம்பிக்கையில்லா|不信任 弹劾
resign: resign resigned resigns resignation|ඉල්ලා_අස් ඉල්ලාඅස්|இராஜினாமா பதவி_விலக இராஜினா|辞职
appoint: appointed appointment appoints appointments|පත්කර පත්වී පත්කිරී|நியமன நியமிக்|任命
sworn: sworn swearing|දිවුරුම් දිවුරු|பதவியேற்|宣誓 就职
dissolve: dissolve dissolved dissolution|විසුරුවා|கலைப்பு கலைக்க|解散
suspend: suspend suspended suspension interdicted|අත්හිටුව|இடைநிறுத்|停职 暂停
ban: ban banned prohibited prohibition|තහනම්|தடை|禁令 禁止
order: injunction enjoining interim_order|තහනම්_නියෝග වාරණ|இடைக்கால_தடை தடையுத்தரவு|禁制令
secretary: secretary|ලේකම්|செயலாளர்|秘书 书记
chairman: chairman chairperson|සභාපති|தவிசாளர்|主席 董事长
director_general: director_general director-general|අධ්‍යක්ෂ_ජනරාල්|பணிப்பாளர்_நாயகம் பணிப்பாளர்|总干事
igp: igp inspector_general tennakoon deshabandu|පොලිස්පති|பொலிஸ்மா|警察总监
spokesman: spokesman spokesperson spokeswoman|මාධ්‍ය_ප්‍රකාශක ප්‍රකාශක|பேச்சாளர்|发言人
leader: leader leaders leadership|නායකයා නායක|தலைவர் தலைமை|领导人 领袖
foreign: foreign_minister foreign_affairs external_affairs|විදේශ_කටයු|வெளிவிவகார வெளியுறவு|外交部 外长
ambassador: ambassador envoy high_commissioner high_commission embassy|තානාපති මහකොමසාරිස්|உயர்ஸ்தானிகர் தூதுவர் தூதரக|大使 使馆
united_nations: un united_nations unhrc|එක්සත්_ජාතීන් එක්සත්_ජාතී|ஐக்கிய_நாடு ஐநா|联合国
human_rights: human_rights|මානව_හිමි මානව_අයිති|மனித_உரிமை|人权
visit: visit visits visiting visited|සංචාරය සංචාර|விஜயம் விஜய|访问
summit: summit conference|සමුළු|மாநாடு மாநாட்|峰会 会议
agreement: agreement agreements mou pact treaty|ගිවිසුම|ஒப்பந்த உடன்படிக்கை|协议 协定 条约
discussion: discussion discussions talks negotiations|සාකච්ඡා|கலந்துரையா பேச்சுவார் பேச்சுவார்த்|会谈 谈判 讨论
decision: decision decided|තීරණය|தீர்மான தீர்மானம்|决定
report: committee_report|වාර්තාව|அறிக்கை|报告
committee: committee committees|කමිටු|குழு குழுவி|小组
school: school schools schoolchildren|පාසල්|பாடசாலை பாடசா|学校 小学 中学
student: student students schoolboy schoolgirl pupils|සිසුන් සිසුවා සිසුවෙ ශිෂ්‍ය සිසු|மாணவர் மாணவன் மாணவி|学生
teacher: teacher teachers principal principals|ගුරුවර ගුරු විදුහල්පති|ஆசிரியர் அதிபர்கள்|教师 老师
university: university universities campus undergraduates|විශ්වවිද්‍යාල විශ්ව|பல்கலைக்|大学
education: education|අධ්‍යාපන|கல்வி|教育
al_exam: gce advanced_level a/l|උසස්_පෙළ|உயர்தர|高考
ol_exam: ordinary_level o/l|සාමාන්‍ය_පෙළ|சாதாரண_தர|中考
grade5: scholarship scholarships|ශිෂ්‍යත්ව|புலமைப்பரி|奖学金
hospital: hospital hospitals hospitalised|රෝහල|வைத்தியசாலை மருத்துவமனை|医院
doctor: doctor doctors gmoa physicians|වෛද්‍යව වෛද්‍ය|வைத்தியர் மருத்துவர்|医生
nurse: nurse nurses nursing|හෙද|தாதி தாதியர்|护士
health: health|සෞඛ්‍ය|சுகாதார|卫生 健康
medicine: medicine medicines medicinal pharmaceutical immunoglobulin|ඖෂධ|மருந்து மருந்துக|药品 药物
vaccine: vaccine vaccines vaccination|එන්නත්|தடுப்பூசி|疫苗
disease: disease diseases patients patient|රෝගී රෝග|நோய் நோயாளர்|疾病 患者
dengue: dengue|ඩෙංගු|டெங்கு|登革热
virus: virus covid influenza bird_flu|වෛරස් කොවිඩ්|வைரஸ் கொவிட்|病毒 新冠 流感
cancer: cancer|පිළිකා|புற்றுநோய்|癌症
rabies: rabies leptospirosis rat_fever|ජලභීතිකා|விசர்நாய் எலிக்காய்ச்|狂犬病
kidney: kidney transplant|වකුගඩු|சிறுநீரக|肾
buddhist: buddhist buddhism temple vihara|බෞද්ධ විහාර පන්සල|பௌத்த விகாரை|佛教 寺庙
church: church catholic cardinal archbishop bishop|පල්ලිය කතෝලික කාදිනල්|தேவாலய கத்தோலிக்க கர்தினால்|教会 教堂
hindu: hindu kovil|හින්දු කෝවිල|இந்து ஆலய கோவில்|印度教
muslim: muslim muslims islam islamic mosque hajj|මුස්ලිම් ඉස්ලාම්|முஸ்லிம் இஸ்லாமிய பள்ளிவாசல்|穆斯林 伊斯兰
poson: poson vesak poya esala|පොසොන් වෙසක් පෝය|பொசொன் வெசாக் போயா|卫塞节
easter: easter_sunday easter|පාස්කු|உயிர்த்த_ஞாயிறு உயிர்த்த|复活节
tamil: tamil tamils|දෙමළ|தமிழ் தமிழர்|泰米尔
sinhala: sinhala sinhalese|සිංහල|சிங்கள|僧伽罗
media: media journalist journalists newspaper|මාධ්‍යවේදී|ஊடகவியலாள ஊடகவிய|记者 媒体
film: film movie actor actress cinema|චිත්‍රපට නළු නිළි සිනමා|திரைப்பட நடிகர் நடிகை|电影 演员
music: singer song songs music|ගායක ගීත සංගීත|பாடகர் பாடல் இசை|歌手 音乐
land: land lands deed deeds|ඉඩම්|காணி காணிகள்|土地
urumaya: urumaya aswesuma|උරුමය අස්වැසුම|உறுமய அஸ்வெசும|
lawmaker_crossover: expelled expulsion party_membership|පක්ෂ_සාමාජික|கட்சி_உறுப்புரி|开除
local_government: local_government provincial_council pradeshiya|පළාත්_සභා පළාත්_පාලන ප්‍රාදේශීය_සභා|மாகாண_சபை உள்ளூராட்சி பிரதேச_சபை|地方政府
grama: grama_niladhari grama|ග්‍රාම_නිල ග්‍රාම|கிராம_உத்தி கிராம_சேவ|
officer: officer officers official officials|නිලධාර|உத்தியோகத் அதிகாரி|官员
union: trade_union trade_unions unions|වෘත්තීය_සමි වෘත්තීය|தொழிற்சங்க தொழிற்சங்|工会
salary: salary salaries wage wages allowance increment|වැටුප්|சம்பள சம்பளம்|工资 薪水
pension: pension pensions pensioners|විශ්‍රාම|ஓய்வூதிய|养老金
worker: workers employees labour labourers|සේවකය කම්කරු|தொழிலாளர் ஊழியர்|工人 员工
estate: estate plantation plantations|වතු වැවිලි|தோட்ட பெருந்தோட்ட|种植园
farmer: farmer farmers farming agriculture|ගොවි කෘෂිකර්ම|விவசாயி விவசாய|农民 农业
fertilizer: fertilizer fertiliser|පොහොර|உரம் பசளை|化肥
minority: minority communities ethnic|සුළුතර|சிறுபான்மை|少数民族
reconciliation: reconciliation truth_commission|සංහිඳියා|நல்லிணக்க|和解
devolution: 13th devolution thirteenth|දහතුන් 13_වන|13ஆவது 13ஆம்_திருத்|
referendum: referendum|ජනමත|சர்வஜன பொதுஜன_வாக்|公投
security: security defence|ආරක්ෂක|பாதுகாப்பு|国防 安全
immigration: immigration emigration visa visas passport passports|වීසා ගමන්_බලපත්‍ර|குடிவரவு விசா வீசா கடவுச்சீட்டு|签证 护照 移民局
king: king queen prince royal palace|රජු රැජින කුමරු|மன்னர் இளவரச மகாராணி|国王 王储
pope: pope vatican|පාප් වතිකාන|பாப்பரசர் வத்திக்கான்|教皇 梵蒂冈
nasa: nasa space astronaut astronauts|නාසා අභ්‍යවකාශ|நாசா விண்வெளி|太空 宇航员 航天
nobel: nobel|නොබෙල්|நோபல்|诺贝尔
republican: republican republicans|රිපබ්ලිකන්|குடியரசுக்_கட்சி குடியரசு|共和党
democrat: democrat democrats democratic_party|ඩිමොක්‍රටික්|ஜனநாயகக்_கட்சி|民主党
sjb: sjb samagi_jana samagi|සමගි_ජන සජබ සමගි|ஐக்கிய_மக்கள் சஜப|
unp: unp united_national|එජාප එක්සත්_ජාතික|ஐக்கிய_தேசிய ஐதேக|
slpp: slpp podujana pohottuwa|පොදුජන පොහොට්ටු|பொதுஜன மொட்டு|
slfp: slfp freedom_party|ශ්‍රීලනිප නිදහස්_පක්ෂ|சுதந்திரக்_கட்சி சுதந்திரக்|
npp: npp jvp national_people's|ජවිපෙ මාලිමා ජාතික_ජන_බල|தேசிய_மக்கள்_சக் ஜேவிபி|
tna: tna itak ilankai_tamil|දෙමළ_ජාතික|தமிழரசு தமிழ்த்_தேசிய|
cwc: cwc workers'_congress|කම්කරු_කොංග්‍රස්|தொழிலாளர்_காங்|
bjp: bjp|භාජපා|பாஜக பா.ஜ.க|人民党
trump: trump|ට්‍රම්ප්|ட்ரம்ப் டிரம்ப்|特朗普 川普
biden: biden|බයිඩන්|பைடன்|拜登
harris: harris|හැරිස්|ஹரிஸ் ஹாரிஸ்|哈里斯 贺锦丽
modi: modi|මෝදි|மோடி|莫迪
putin: putin|පුටින්|புட்டின் புடின்|普京
xi: jinping|ජින්පිං|ஜின்பிங்|习近平
starmer: starmer|ස්ටාර්මර්|ஸ்டார்மர்|斯塔默
netanyahu: netanyahu|නෙතන්යාහු|நெதன்யாகு|内塔尼亚胡
zelensky: zelensky zelenskyy|සෙලෙන්ස්කි|செலென்ஸ்கி ஸெலன்ஸ்கி|泽连斯基
macron: macron|මැක්‍රෝන්|மக்ரோன்|马克龙
assange: assange wikileaks|අසාන්ජ්|அசாஞ்|阿桑奇
raisi: raisi|රයිසි|ரைசி|莱希
hamas: hamas|හමාස්|ஹமாஸ்|哈马斯
hezbollah: hezbollah|හිස්බුල්ලා|ஹிஸ்புல்லா|真主党
nato: nato|නේටෝ|நேட்டோ|北约
li_keqiang: li_qiang wang_yi||லீ_கியாங்|李强 王毅
"""
