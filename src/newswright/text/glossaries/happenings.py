"""What happens to people, and what police and courts do about it: English | Sinhala | Tamil | Chinese, one idea a line."""

CONCEPTS = """
dead: dead death deaths die died dies dying fatal killed killing|මිය මරණ මරුට මැරු ජීවිතක්ෂ|உயிரிழ மரண பலியா இறந்த|死亡 身亡 遇难 丧生
murder: murder murdered murderer homicide|ඝාතන මිනීමැරු|கொலை படுகொலை|谋杀 凶杀 杀害
injured: injured injuries injury wounded wounds hurt|තුවාල|காயம காயங்|受伤 伤者 伤亡
accident: accident accidents collision collided crash crashed|අනතුරු අනතුරක අනතුරි ගැටී ගැටීම|விபத்த விபத்து மோதி|事故 车祸 相撞 坠毁
explosion: explosion explosions blast exploded bomb bombs bombing|පිපිරී පිපිරීම බෝම්බ|வெடிப்ப வெடித்த குண்டு|爆炸 炸弹
fire: fire fires blaze gutted|ගින්න ගිනි දැවී|தீவிபத்த தீப்பற்|火灾 大火
flood: flood floods flooded flooding inundated|ගංවතු ගංවතුර|வெள்ளம் வெள்ளத்தி வெள்ளத்தா வெள்ளநீர்|洪水 洪灾 水灾
landslide: landslide landslides earthslip earthslips|නායයෑ නාය|மண்சரி மண்சரிவு|山体滑坡 泥石流
earthquake: earthquake quake tremor|භූමිකම්|நிலநடுக் நில_நடுக்|地震
weather: weather meteorology meteorological|කාලගුණ|காலநிலை வானிலை வளிமண்ட|天气 气象
rain: rain rains rainfall showers monsoon|වර්ෂා වැසි මෝසම්|மழை மழையு பருவப்|暴雨 降雨 大雨
wind: wind winds windy gale cyclone storm|සුළං කුණාටු|காற்று சூறாவளி|台风 飓风 大风
lightning: lightning thunder thundershowers thunderstorm|අකුණු ගිගුරු|இடிமின் மின்னல்|雷电
sea: sea seas naval_area coast coastal beach|මුහුද වෙරළ|கடற்கரை கடலில் கடற்பர|海岸 海域
drown: drown drowned drowning|දියේ_ගිලී ගිලී|நீரில்_மூழ் மூழ்கி|溺亡 溺水
missing: missing disappeared disappearance disappearances|අතුරුදන් අතුරුදහන්|காணாமல் காணாமற்|失踪 失联
rescue: rescue rescued rescuers|බේරාගෙන බේරාගැ ගලවා|மீட்பு மீட்கப் மீட்டு|救援 获救 营救
arrest: arrest arrested arrests nabbed|අත්අඩංගු|கைது|逮捕 拘捕 被捕 抓获
remand: remand remanded custody|රක්ෂිත රිමාන්ඩ්|விளக்கமறியல|还押 羁押
bail: bail|ඇප|பிணை பிணையி|保释
prison: prison prisons jail jailed prisoner prisoners inmate imprisonment|බන්ධනා සිරකරු|சிறைச் சிறைத் சிறைக்|监狱 囚犯 入狱 服刑
sentence: sentenced convicted guilty verdict|වැරදිකරු දඬුවම|தண்டனை குற்றவாளி|判刑 判处 有罪 获刑
suspect: suspect suspects suspected|සැකකරු සැකකාර සැකපිට|சந்தேகநபர் சந்தேக|嫌疑人 嫌犯 犯罪嫌疑
police: police policeman policemen|පොලිස් පොලීසි පොලිසි පොලීස්|பொலிஸ் பொலிஸார பொலிஸா காவல்துறை|警察 警方 公安
cid: cid criminal_investigation|අපරාධ_පරීක්ෂණ|குற்றப்_புலனாய் குற்றப்புலனாய் புலனாய்வ|刑事调查
stf: stf task_force|විශේෂ_කාර්ය|அதிரடிப்படை அதிரடிப்|特勤
crime: crime crimes criminal criminals|අපරාධ|குற்றச் குற்றங்|犯罪
investigation: investigation investigations investigate investigating probe inquiry inquiries|විමර්ශන පරීක්ෂණ|விசாரணை|调查
shooting: shooting shootings gunfire gunshot gunman gunmen shot|වෙඩි|துப்பாக்கிச்_சூ துப்பாக்கிச் துப்பாக்கி|枪击 枪手 开枪 枪杀
weapon: weapon weapons firearm firearms gun guns pistol t56 ammunition rifle|ගිනිඅවි අවි තුවක්කු පිස්තෝල|ஆயுதங் ஆயுதம்|武器 枪支 弹药
knife: stabbed stabbing knife sharp_weapon hacked|පිහි කපා කොටා ආයුධ|கத்தி கூரிய வெட்டி|刀 捅伤 持刀
attack: attack attacks attacked assault assaulted|පහරදී ප්‍රහාර පහර|தாக்குத தாக்கி தாக்கிய|袭击 攻击
abuse: rape raped abuse abused sexual sexually molested|දූෂණ අපයෝජ ලිංගික|பாலியல் துஷ்பிர வன்புண|强奸 性侵 虐待
robbery: robbery robbed robbers theft stolen thief thieves burglary|සොරකම් සොරා කොල්ල මංකොල්ල|கொள்ளை திருட்டு திருடி|抢劫 盗窃
fraud: fraud frauds fraudulent scam scams cheated|වංචා|மோசடி|诈骗 欺诈
bribery: bribe bribery bribes corruption corrupt|අල්ලස් දූෂිත|இலஞ்ச இலஞ்சம் ஊழல் லஞ்ச|贿赂 腐败 贪污 受贿
drugs: drug drugs narcotics narcotic|මත්ද්‍රව්‍ය|போதைப்பொரு போதை|毒品 贩毒
heroin: heroin|හෙරොයින්|ஹெரோயி ஹெரோயின்|海洛因
ice: ice methamphetamine crystal|අයිස්|ஐஸ்|冰毒
cocaine: cocaine|කොකේන්|கொக்கெய் கொக்கேய்|可卡因
cannabis: cannabis ganja kerala_cannabis|ගංජා කංසා|கஞ்சா|大麻
alcohol: alcohol liquor kasippu toddy illicit_liquor|මත්පැන් සුරා කසිප්පු|மதுபான மதுபோ கசிப்பு|酒精
cigarettes: cigarette cigarettes tobacco|සිගරට්|சிகரெட் சிகரட்|香烟
smuggle: smuggle smuggled smuggling traffickers trafficking|ජාවාර|கடத்தல் கடத்தி|走私
gold: gold|රන් රත්‍රන්|தங்கம் தங்கப்|黄金
gems: gem gems sapphire|මැණික්|மாணிக்க இரத்தினக்|宝石
abduct: abducted abduction kidnapped kidnapping|පැහැරගෙන පැහැරගැ|கடத்தப்பட்ட ஆட்கடத்|绑架
suicide: suicide|සියදිවි|தற்கொலை|自杀
court: court courts|අධිකරණ උසාවි|நீதிமன் நீதிமன்ற|法院 法庭
supreme_court: supreme_court|ශ්‍රේෂ්ඨාධිකරණ ශ්‍රේෂ්ඨාධි|உயர்நீதிம உயர்_நீதி உயர்நீதி|最高法院
appeal_court: court_of_appeal appeal_court appeals_court|අභියාචනාධිකරණ අභියාචනා|மேன்முறையீட்டு மேன்முறை|上诉法院
high_court: high_court|මහාධිකරණ|மேல்_நீதிம மேல்நீதி|高等法院
magistrate: magistrate magistrates|මහේස්ත්‍රාත්|நீதவான்|地方法官
judge: judge judges justice bench|විනිසුරු විනිශ්චයකා|நீதிபதி நீதியரசர்|法官
lawyer: lawyer lawyers attorney counsel|නීතිඥ|சட்டத்தரணி வழக்கறிஞர்|律师
attorney_general: attorney_general attorney-general|නීතිපති|சட்டமா_அதிபர் சட்டமா|总检察长 司法部长
petition: petition petitions writ|පෙත්ස|மனு மனுவை மனுவி மனுக்க|请愿 诉状
case: lawsuit indictment indicted indictments plaint|නඩුව නඩු අධිචෝදනා|வழக்கு குற்றப்பத்தி|起诉 案件 诉讼
complaint: complaint complaints complained|පැමිණිල්ල පැමිණිලි|முறைப்பா முறைப்பாடு|投诉
charge: charges charged allegation allegations accused|චෝදනා|குற்றச்சாட்|指控
postmortem: post-mortem postmortem autopsy|පශ්චාත්_මරණ පශ්චාත්|பிரேத_பரிசோ பிரேத|尸检
body: body bodies corpse|සිරුර මළසිරුර මෘතදේහ|சடலம் சடலமா சடலத்|尸体 遗体
funeral: funeral funerals burial|අවමංගල්‍ය දේහය භූමදාන|இறுதிச் இறுதிக்_கிரி பூதவுடல்|葬礼
victim: victim victims|වින්දිත|பாதிக்கப்பட்டோ|受害者 遇难者
threat: threat threats threatened threatening|තර්ජන|அச்சுறுத் மிரட்ட|威胁
strike: strike strikes strikers work_to_rule|වර්ජන|பணிப்புறக் பகிஷ்கரிப் வேலைநிறுத்|罢工
protest: protest protests protested protesters protesting demonstration|විරෝධතා උද්ඝෝෂණ|ஆர்ப்பாட் எதிர்ப்புப் போராட்ட|抗议 示威 游行
tear_gas: tear_gas teargas water_cannon|කඳුළු_ගෑස් කඳුළු|கண்ணீர்ப்பு கண்ணீர்|催泪瓦斯
war: war wars warfare|යුද්ධ යුධ|யுத்த போர் போரின்|战争
ceasefire: ceasefire truce|සටන්_විරාම|போர்நிறுத் போர்_நிறு|停火
missile: missile missiles rocket rockets drone drones|මිසයිල ඩ්‍රෝන රොකට්|ஏவுகணை ட்ரோன் ஆளில்லா|导弹 无人机 火箭弹
army: army military troops soldier soldiers|හමුදා|இராணுவ இராணுவம் இராணுவத் ராணுவ|军队 士兵 军方
navy: navy|නාවික|கடற்படை|海军
airforce: air_force|ගුවන්_හමුදා|விமானப்படை விமானப்_படை|空军
terrorism: terrorism terrorist terrorists|ත්‍රස්ත|பயங்கரவாத|恐怖主义 恐怖分子 恐袭
hostage: hostage hostages|ප්‍රාණ_ඇප ප්‍රාණඇප|பணயக்கைதி பணயக்|人质
refugee: refugee refugees migrants|සරණාගත|அகதி அகதிகள்|难民 移民
elephant: elephant elephants|අලි වනඅලි|யானை காட்டுயானை|大象
dog: dog dogs|බල්ලා සුනඛ|நாய்|犬
fish: fish fishing fishermen fisherman fisheries trawler trawlers|ධීවර|மீனவர் மீன்பிடி மீனவர்க கடற்றொழில்|渔民 渔船
boat: boat boats vessel vessels ship ships|බෝට්ටු නෞකා යාත්‍රා|படகு படகுகள் கப்பல்|船只 船舶 轮船
tree: tree trees|ගස් ගසක් ගසට|மரம் மரத்தி|树
house: house houses home residence|නිවස නිවසක නිවාස|வீட்டி வீடு வீடொன் வீடுகள்|住宅 房屋
river: river rivers ganga|ගඟ ගඟේ|ஆற்றி கங்கை|河流 河
tank: reservoir reservoirs lake lagoon|වැව වැවේ ජලාශ|குளம் குளத்தி நீர்த்தேக்|水库 湖
warning: warning warnings warned alert|අනතුරු_ඇඟවී අවවාද|எச்சரிக்கை|警告 预警
evacuate: evacuate evacuated evacuation displaced|ඉවත්කළ අවතැන්|இடம்பெயர் வெளியேற்ற|疏散 撤离
relief: relief|සහන|நிவாரண|救济 救灾
disaster: disaster disasters|ආපදා|அனர்த்த|灾害 灾难
mother: mother|මව මවගේ|தாய் தாயார்|母亲
father: father|පියා පියාගේ|தந்தை|父亲
child: child children infant baby|දරුවා දරුවන් දරුවෙ ළදරු|குழந்தை சிறுவர் சிறுவன் சிறுமி பிள்ளை|儿童 孩子 婴儿
girl: girl girls|දැරිය ගැහැණු|சிறுமி மாணவி|女孩
woman: woman women female|කාන්තා ගැහැණිය|பெண் பெண்ணொ பெண்கள்|女子 妇女 女性
husband: husband wife spouse|සැමියා බිරිඳ|கணவன் மனைவி கணவர்|丈夫 妻子
youth: youth youths|තරුණ|இளைஞ இளைஞன் இளைஞர்|青年
monk: monk monks thero bhikkhu|හිමි භික්ෂු ස්වාමීන්|தேரர் பிக்கு|僧人
tourist: tourist tourists tourism|සංචාරක|சுற்றுலா|游客 旅游
birth: birth born|උපත|பிறப்பு பிறந்த|出生
wedding: wedding married marriage|විවාහ මංගල|திருமண|婚礼 结婚
prize: award awards awarded prize|සම්මාන ත්‍යාග|விருது|奖项 获奖
exam: exam exams examination examinations|විභාග|பரீட்சை|考试
results: results|ප්‍රතිඵල|பெறுபேறு|成绩 结果
leak: leaked leak|කාන්දු|கசிவு கசிந்|泄露 泄漏
underworld: underworld gang gangs gangster organised_crime|පාතාල කල්ලි|பாதாள|黑帮 帮派
cyber: cyber hackers online internet|අන්තර්ජාල සයිබර්|இணையத்தள இணைய சைபர்|网络 黑客
exhume: exhumation mass_grave skeletal remains|සමූහ_මිනී ඇටසැකිලි|மனிதப்_புதை மனிதப்புதை அகழ்வு எலும்பு|万人坑
"""
