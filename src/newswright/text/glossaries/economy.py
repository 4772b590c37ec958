"""Money, work, transport, power and sport: English | Sinhala | Tamil | Chinese, one idea a line."""

CONCEPTS = """
imf: imf monetary_fund|මූල්‍ය_අරමුද|நாணய_நிதிய|国际货币基金
world_bank: world_bank|ලෝක_බැංකු|உலக_வங்கி|世界银行
adb: adb asian_development|ආසියානු_සංවර්|ஆசிய_அபிவிரு|亚洲开发银行
central_bank: central_bank|මහ_බැංකු|மத்திய_வங்கி|中央银行 央行
bank: bank banks banking|බැංකු|வங்கி|银行
debt: debt debts|ණය|கடன்|债务
restructuring: restructuring restructure|ප්‍රතිව්‍යුහ|மறுசீரமைப்|重组
bondholders: bondholders bonds isb creditors|බැඳුම්කර ණයහිමි|பிணைமுறி கடன்வழங்கு|债券 债权人
inflation: inflation|උද්ධමන|பணவீக்க|通胀 通货膨胀
price: price prices priced|මිල|விலை|价格
reduce: reduced reduction slashed|පහළ_දැම පහත_හෙළ|குறைப்பு குறைக்கப்|下调 降价
increase: increased increase hike hiked|ඉහළ_නැංව ඉහළ|அதிகரிப் அதிகரித்|上涨 上调
fuel: fuel ceypetco cpc|ඉන්ධන ඛනිජ_තෙල්|எரிபொருள் பெற்றோலிய|燃料 燃油
petrol: petrol octane|පෙට්‍රල් ඔක්ටේන්|பெற்றோல் ஒக்டேன்|汽油
diesel: diesel|ඩීසල්|டீசல்|柴油
gas: lp_gas litro laugfs gas|ගෑස් ලිට්‍රෝ|எரிவாயு லிட்ரோ|天然气 煤气
electricity: electricity ceb power_cut|විදුලි විදුලිබල|மின்சார மின்சாரம் மின்கட்ட|电力 停电
tariff: tariff tariffs bill_revision pucsl|ගාස්තු|கட்டண கட்டணம்|关税 电价
solar: solar wind_power renewable|සූර්ය සුලං_බල|சூரிய காற்றாலை|太阳能 风电
water: water|ජලය ජල|நீர் குடிநீர்|供水 用水
tax: tax taxes vat taxation|බදු වැට්|வரி வரிகள்|税收 增值税
budget: budget|අයවැය|வரவுசெலவு பாதீடு|预算
rupee: rupee exchange_rate depreciation|රුපියල විනිමය|நாணயமாற்று நாணய_மாற்று|汇率 卢比
dollar: dollar dollars usd|ඩොලර්|டொலர்|美元
interest: interest_rate interest_rates policy_rate|පොලී|வட்டி|利率 加息 降息
stocks: stock_market aspi colombo_stock shares|කොටස්_වෙළඳ කොටස්|பங்குச் பங்குகள்|股市 股票
export: export exports exporters|අපනයන|ஏற்றுமதி|出口
import: import imports imported importing importation|ආනයන|இறக்குமதி|进口
vehicle: vehicle vehicles|වාහන|வாகன வாகனங்|车辆 汽车
investment: investment investments investors investor|ආයෝජන|முதலீடு முதலீட்|投资
company: company companies|සමාගම|நிறுவன நிறுவனம்|公司
airport: airport bia|ගුවන්_තොටු ගුවන්තොටු|விமான_நிலைய விமானநிலைய|机场
airline: airline airlines srilankan_airlines|ගුවන්_සේවා|விமான_சேவை விமானச்_சேவை|航空公司
plane: plane aircraft flight flights helicopter|ගුවන්_යානා ගුවන්යානා හෙලිකොප්ටර්|விமானம் விமானத்தி ஹெலிகொப்|飞机 航班 直升机
port: port ports harbour|වරාය|துறைமுக|港口
train: train trains railway railways|දුම්රිය|ரயில் புகையிரத|火车 列车 铁路
bus: bus buses sltb|බස් බස්රථ ලංගම|பஸ் பேருந்து|巴士 公交 客车
lorry: lorry truck container tipper|ලොරි ටිපර් බවුසර්|லொறி டிப்பர் பாரவூர்தி|卡车 货车
motorcycle: motorcycle motorcycles motorbike motorcyclist|යතුරුපැදි මෝටර්_සයිකල්|மோட்டார்_சைக் மோட்டார்சைக்|摩托车
three_wheeler: three-wheeler three_wheeler tuk|ත්‍රීරෝද|முச்சக்கர|三轮车
car: car cars cab van|මෝටර්_රථ කාර් වෑන්|கார் வேன்|轿车
driver: driver drivers|රියදුරු|சாரதி|司机
road: road roads highway expressway|මාර්ග අධිවේගී|வீதி நெடுஞ்சாலை அதிவேக|公路 高速公路
bridge: bridge|පාලම|பாலம் பாலத்|大桥
tender: tender tenders procurement|ටෙන්ඩර්|கேள்விமனு விலைமனு|招标
privatise: privatisation privatise divestment soe|පුද්ගලීකරණ|தனியார்மய|私有化
telecom: telecom slt mobile|ටෙලිකොම් දුරකථන|டெலிகொம் தொலைபேசி|电信 手机
rice: rice paddy|සහල්|அரிசி நெல்|大米 稻谷
egg: egg eggs chicken|බිත්තර කුකුල්|முட்டை கோழி|鸡蛋
bread: bread flour bakery|පාන් පිටි|பாண் கோதுமை|面包
milk: milk milk_powder|කිරි|பால்மா பால்|牛奶
food: food|ආහාර|உணவு|食品
tea: tea|තේ|தேயிலை|茶叶
coconut: coconut|පොල්|தேங்காய் தெங்கு|椰子
vegetable: vegetable vegetables onion onions potato potatoes|එළවළු ලූනු අර්තාපල්|மரக்கறி வெங்காய உருளை|蔬菜
sugar: sugar|සීනි|சீனி|食糖
project: project projects|ව්‍යාපෘති|திட்டம் செயற்திட்|项目
development: development|සංවර්ධන|அபிவிருத்தி|发展
unemployment: employment jobs unemployment|රැකියා|வேலைவாய்ப்|就业 失业
foreign_employment: foreign_employment slbfe overseas_jobs|විදේශ_රැකියා|வெளிநாட்டு_வேலை|劳务
technology: technology digital artificial_intelligence ai|තාක්ෂණ ඩිජිටල්|தொழில்நுட்ப டிஜிட்டல்|人工智能 科技
cricket: cricket|ක්‍රිකට්|கிரிக்கெட் கிரிக்கெற்|板球
world_cup: world_cup|ලෝක_කුසලා|உலகக்கிண் உலகக்_கிண்|世界杯
t20: t20 twenty20|විස්සයි විස්ස20|இருபதுக்கு இருபது20 ரி20|
odi: odi one-day|එක්දින|ஒருநாள்|
test_match: test_match test_series|ටෙස්ට්|டெஸ்ட்|
wicket: wicket wickets bowler bowled|කඩුලු|விக்கெட் விக்கட்|
runs: runs batting batter innings|ලකුණු|ஓட்டங் ஓட்டம்|
captain: captain captained captaincy|නායකත්ව කපිතාන්|அணித்தலை தலைவராக|队长
coach: coach coaching|පුහුණුකරු|பயிற்றுவி பயிற்சியா|教练
team: team squad|කණ්ඩායම|அணி அணியி|球队 国家队
match: match matches|තරග|போட்டி|比赛
tournament: tournament league lpl premier_league|තරගාවලි ලීග්|லீக் சுற்றுத்தொடர்|联赛 锦标赛
final: final finals champion champions championship|අවසන්_මහා ශූර|இறுதிப் சம்பியன்|决赛 冠军
semi: semi-final semifinal semi_final|අවසන්_පූර්ව|அரையிறுதி|半决赛
win: won win wins victory beat defeated|ජයග්‍රහ ජය|வெற்றி தோற்கடி|获胜 胜利 击败
football: football soccer fifa euro copa|පාපන්දු|கால்பந்து|足球
rugby: rugby|රග්බි|றக்பி ரக்பி|橄榄球
netball: netball volleyball|නෙට්බෝල් වොලිබෝල්|வலைப்பந்|排球
athletics: athletics athlete javelin|මලල ක්‍රීඩක|மெய்வல்லுநர் வீரர்|田径 运动员
olympics: olympics olympic|ඔලිම්පික්|ஒலிம்பிக்|奥运会 奥运
tennis: tennis wimbledon|ටෙනිස්|டென்னிஸ் விம்பிள்|网球
medal: medal medals|පදක්කම්|பதக்க|奖牌 金牌 银牌 铜牌
asia_cup: asia_cup|ආසියානු_කුසලා|ஆசியக்_கிண் ஆசியக்கிண்|亚洲杯
retire: retire retired retirement|විශ්‍රාම_ගැන සමුදෙ|ஓய்வு|退役 退休
apple: apple|ඇපල්|அப்பிள்|苹果公司
starlink: starlink musk spacex|ස්ටාර්ලින්ක් මස්ක්|ஸ்டார்லிங்க் மஸ்க்|马斯克 星链
adani: adani|අදානි|அதானி|阿达尼
sinopec: sinopec|සයිනොපෙක්|சினோபெக்|中石化
tiktok: tiktok facebook youtube whatsapp|ෆේස්බුක් වට්ස්ඇප් ටික්ටොක්|பேஸ்புக் முகநூல் வட்ஸ்|抖音
chess: lottery|ලොතරැයි|லொத்தர்|彩票
sugar_tax: casino betting|කැසිනෝ|கசினோ|赌场
microfinance: loan loans|ණය_මුදල්|கடன்_தொகை|贷款
customs: customs|රේගු|சுங்க|海关
insurance: insurance|රක්ෂණ|காப்புறுதி|保险
forest: forest wildlife|වනජීවි වනාන්තර|வனவிலங்கு வனஜீவராசி காட்டு|森林 野生动物
climate: climate heat heatwave|දේශගුණ උණුසුම් උෂ්ණත්ව|காலநிலை_மாற் வெப்ப|气候 高温 热浪
pollution: pollution garbage waste|අපද්‍රව්‍ය කසළ|கழிவு குப்பை|污染 垃圾
research_ship: research_vessel research_ship|පර්යේෂණ_නෞ|ஆய்வுக்_கப் ஆராய்ச்சிக்|科考船
"""
