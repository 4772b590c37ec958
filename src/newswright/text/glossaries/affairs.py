"""Everyday matters that reports name whatever they are about: English | Sinhala | Tamil | Chinese, one idea a line."""

CONCEPTS = """
economy: economy economic economies|ආර්ථික|பொருளாதார|经济
finance: finance financial fiscal|මූල්‍ය|நிதி|财政 金融
sport: sport sports player players|ක්‍රීඩා|விளையாட்டு|体育
politics: political politics politician politicians|දේශපාල|அரசியல|政治
international: international|ජාත්‍යන්තර|சர்வதேச|国际
business: business businessman businesses businessmen|ව්‍යාපාර|வர்த்தக வணிக|商业 商人
family: family families|පවුල්|குடும்ப|家庭
director: director directors|අධ්‍යක්ෂ|பணிப்பாளர்|主任
emergency: emergency urgent|හදිසි|அவசர|紧急
building: building buildings construction constructed|ගොඩනැගි ඉදිකි|கட்டிட நிர்மாண|建筑 建设
engineer: engineer engineers engineering|ඉංජිනේරු|பொறியியலாள பொறியி|工程师
rights: rights|අයිතිවාසිකම්|உரிமை|权利
review: review reviewed|සමාලෝචන|மீளாய்வு|审议
production: production produced producers manufacturers manufacturing|නිෂ්පාද|உற்பத்தி|生产
risk: risk risks|අවදානම|அபாய அபாயம்|风险
proposal: proposal proposed proposals|යෝජනා යෝජිත|முன்மொழி|提案
leave: leave holiday holidays|නිවාඩු|விடுமுறை|假期
cancel: cancel cancelled canceled|අවලංගු|இரத்து|取消
training: training trained trainee|පුහුණු|பயிற்சி|培训
democracy: democratic democracy|ප්‍රජාතන්ත්‍ර|ஜனநாயக|民主
environment: environment environmental|පරිසර|சுற்றாடல் சுற்றுச்சூழல்|环境
research: research researchers study|පර්යේෂණ|ஆய்வு ஆராய்ச்சி|研究
debate: debate debates|විවාද|விவாத|辩论
sale: sale sold sell|අලෙවි විකිණී|விற்பன|销售
purchase: purchase purchased bought|මිලදී|கொள்வன|购买
application: application applications|අයදුම්|விண்ணப்ப|申请
crisis: crisis|අර්බුද|நெருக்கடி|危机
licence: licence license licences permit permits|බලපත්‍ර|அனுமதிப்பத்திர|许可证
assets: assets property|දේපළ වත්කම්|சொத்து|资产
opening: opened opening inaugurated inauguration|විවෘත|திறந்து திறப்ப|开幕
anniversary: anniversary celebration celebrations|සංවත්සර|கொண்டாட்|周年
congratulate: congratulated congratulates congratulations|සුභ_පැතුම් සුබපැතු|வாழ்த்து|祝贺
percent: percent percentage|සියයට ප්‍රතිශත|சதவீத|
history: historic history historical|ඉතිහාස ඓතිහාසික|வரலாற்|历史
support: support supports supporting|සහාය|ஆதரவு|支持
contest: contest contesting contested|තරග_කර|போட்டியிட|参选 竞选
meeting: met meeting meets|හමුවී හමුව|சந்தித்த சந்திப்பு|会见 会晤
approval: approval approved approves|අනුමැති අනුමත|அங்கீகார|批准
request: requests requested urges urged|ඉල්ලීම|கோரிக்கை|要求 呼吁
postpone: postponed postpone postponement|කල්_දැමී කල්දැ|ஒத்திவைப்|推迟 延期
extended: extended extends extension|දීර්ඝ|நீடிப்பு நீடிக்க|延长
released: released freed acquitted|මුදාහැ|விடுவி விடுதலை|释放 获释
programme: programme program|වැඩසටහ|நிகழ்ச்சித்திட்|
recruit: recruit recruited recruitment|බඳවා|ஆட்சேர்ப்|招募
money: cash money|මුදල්|பணம் பணத்தை|现金
violence: violence violent|ප්‍රචණ්ඩ|வன்முறை|暴力
damage: damage damaged|හානි|சேதமடை சேதம்|受损
toss: toss|කාසියේ|நாணயச்சுழ|
daughter: daughter|දියණිය|மகள்|女儿
son: son|පුත්‍ර පුතා|மகன் மகனை|儿子
brother: brother sister|සොහොයුර සහෝදර|சகோதர|兄弟
midnight: midnight|මධ්‍යම_රාත්‍රි|நள்ளிரவு|午夜
monday: monday|සඳුදා|திங்கட்கிழமை|星期一 周一
tuesday: tuesday|අඟහරුවාදා|செவ்வாய்க்கிழமை|星期二 周二
wednesday: wednesday|බදාදා|புதன்கிழமை|星期三 周三
thursday: thursday|බ්‍රහස්පතින්දා|வியாழக்கிழமை|星期四 周四
friday: friday|සිකුරාදා|வெள்ளிக்கிழமை|星期五 周五
saturday: saturday|සෙනසුරාදා|சனிக்கிழமை|星期六 周六
sunday: sunday|ඉරිදා|ஞாயிற்றுக்கிழமை|星期日 周日
monkey: monkey monkeys|වඳුරු රිළ|குரங்கு|猴子
cattle: cattle cow cows|ගවයන් හරක්|மாடுகள் மாடு|奶牛
crocodile: crocodile crocodiles|කිඹුල|முதலைக முதலை|鳄鱼
ginger: ginger|ඉඟුරු|இஞ்சி|生姜
cinnamon: cinnamon|කුරුඳු|கறுவா|肉桂
oil: oil|තෙල්|எண்ணெய்|石油
coal: coal|ගල්_අඟුරු|நிலக்கரி|煤炭 煤矿
nuclear: nuclear|න්‍යෂ්ටික|அணுசக்தி அணு|核武 核电
satellite: satellite satellites|චන්ද්‍රිකා|செய்மதி|卫星
sluice: sluice spill|වාන්_දොර|வான்கதவு|泄洪
curfew: curfew|ඇඳිරි|ஊரடங்கு|宵禁
quota: quota quotas|කෝටා|ஒதுக்கீட்|配额
poison: poison poisoned poisonous toxic|විෂ|விஷ|中毒 有毒
identity_card: nic identity_card|හැඳුනුම්පත|அடையாள_அட்டை|身份证
"""
