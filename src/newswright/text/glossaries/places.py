"""Places whose names do not sound alike: English | Sinhala | Tamil | Chinese. What sounds alike is found by its skeleton."""

PLACES = """
sri_lanka: lanka lankan lankans|ලංකා ලාංකික මෙරට|இலங்கை|斯里兰卡
colombo: colombo|කොළඹ|கொழும்பு கொழும்பி|科伦坡
galle: galle|ගාල්ල ගාලු|காலி|加勒
kandy: kandy|මහනුවර නුවර|கண்டி|康提
jaffna: jaffna|යාපන යාපනය|யாழ்ப்பாண யாழ்|贾夫纳
trincomalee: trincomalee|ත්‍රිකුණාමල|திருகோணமலை திருமலை|亭可马里
batticaloa: batticaloa|මඩකලපු|மட்டக்களப்|拜蒂克洛
negombo: negombo|මීගමු|நீர்கொழும்|尼甘布
matara: matara|මාතර|மாத்தறை|马塔拉
nuwara_eliya: nuwara_eliya eliya|නුවරඑළි නුවර_එළි|நுவரெலியா|努沃勒埃利耶
chilaw: chilaw|හලාවත|சிலாப|
mount_lavinia: lavinia|ගල්කිස්ස|கல்கிசை கல்கிஸ்|
kotte: kotte jayawardenepura|කෝට්ටේ|கோட்டை|
katunayake: katunayake|කටුනායක|கட்டுநாயக்க|
puttalam: puttalam|පුත්තලම|புத்தளம்|
ampara: ampara|අම්පාර|அம்பாறை|
kegalle: kegalle|කෑගල්ල|கேகாலை|
kilinochchi: kilinochchi|කිලිනොච්චි|கிளிநொச்சி|
mullaitivu: mullaitivu mullaithivu|මුලතිව්|முல்லைத்தீவு|
mannar: mannar|මන්නාර|மன்னார்|
vavuniya: vavuniya|වවුනියා|வவுனியா|
anuradhapura: anuradhapura|අනුරාධපුර|அநுராதபுர அனுராதபுர|
polonnaruwa: polonnaruwa|පොළොන්නරු|பொலன்னறுவை பொலநறுவை|
ratnapura: ratnapura|රත්නපුර|இரத்தினபுரி|
hambantota: hambantota|හම්බන්තොට|அம்பாந்தோட்டை ஹம்பாந்தோட்டை|汉班托塔
kalutara: kalutara|කළුතර|களுத்துறை|
gampaha: gampaha|ගම්පහ|கம்பஹா|
badulla: badulla|බදුල්ල|பதுளை|
moneragala: moneragala monaragala|මොනරාගල|மொனராகலை|
matale: matale|මාතලේ|மாத்தளை|
hatton: hatton|හැටන්|ஹட்டன்|
haputale: haputale|හපුතලේ|ஹப்புத்தளை|
bandarawela: bandarawela|බණ්ඩාරවෙල|பண்டாரவளை|
wattala: wattala|වත්තල|வத்தளை|
kelaniya: kelaniya kelani|කැලණි|களனி|
panadura: panadura|පානදුර|பாணந்துறை|
moratuwa: moratuwa|මොරටුව|மொரட்டுவ|
dehiwala: dehiwala|දෙහිවල|தெஹிவளை|
pettah: pettah|පිටකොටුව|புறக்கோட்டை|
fort: fort|කොටුව|கோட்டை_ரயில்|
wellawatte: wellawatte|වැල්ලවත්ත|வெள்ளவத்தை|
maradana: maradana|මරදාන|மருதானை|
north: northern north|උතුරු|வட_மாகாண வடக்கு வடமாகாண|北部
east: eastern east|නැගෙනහිර|கிழக்கு|东部
south: southern south|දකුණු|தெற்கு தென்|南部
west: western west|බස්නාහිර|மேல்_மாகாண மேற்கு|西部
central: central_province|මධ්‍යම_පළා|மத்திய_மாகாண|中部
sabaragamuwa: sabaragamuwa|සබරගමු|சப்ரகமு|
uva: uva|ඌව|ஊவா|
wayamba: north_western|වයඹ|வடமேல்|西北部
india: india indian indians|ඉන්දිය ඉන්දීය|இந்திய இந்தியா|印度
delhi: delhi|දිල්ලි|டெல்லி தில்லி புதுடில்லி|新德里 德里
tamil_nadu: nadu chennai|තමිල්නාඩු තමිල්නාඩුව චෙන්නායි|தமிழ்நாடு தமிழக சென்னை|泰米尔纳德
rameswaram: rameswaram|රාමේෂ්වරම්|ராமேஸ்வர இராமேஸ்வர|
kerala: kerala|කේරළ|கேரள|喀拉拉
mumbai: mumbai|මුම්බායි|மும்பை|孟买
china: china chinese beijing|චීන|சீன சீனா|中国 北京 中方
japan: japan japanese tokyo|ජපාන|ஜப்பான்|日本 东京
korea: korea korean seoul|කොරියා|கொரிய கொரியா|韩国 朝鲜 首尔
usa: us usa america american americans washington|ඇමෙරිකා ඇමරිකා ඇමෙරිකානු එක්සත්_ජනපද|அமெரிக்க அமெரிக்கா|美国 华盛顿
uk: uk britain british london england english|බ්‍රිතාන්‍ය එංගලන්ත ලන්ඩන්|பிரித்தானிய இங்கிலாந்து லண்டன்|英国 伦敦
russia: russia russian russians moscow kremlin|රුසියා රුසියානු|ரஷ்ய ரஷ்யா|俄罗斯 俄 莫斯科
ukraine: ukraine ukrainian kyiv|යුක්රේන|உக்ரைன் உக்ரேன்|乌克兰 基辅
israel: israel israeli|ඊශ්‍රාය|இஸ்ரேல்|以色列
gaza: gaza|ගාසා|காசா|加沙
palestine: palestine palestinian palestinians rafah|පලස්තීන|பாலஸ்தீன|巴勒斯坦
iran: iran iranian tehran|ඉරාන|ஈரான்|伊朗
iraq: iraq|ඉරාක|ஈராக்|伊拉克
lebanon: lebanon|ලෙබනන්|லெபனான்|黎巴嫩
syria: syria|සිරියා|சிரியா|叙利亚
yemen: yemen houthi houthis|යේමන් හූති|யேமன் ஹவுதி|也门 胡塞
saudi: saudi arabia|සෞදි|சவூதி சவுதி|沙特
mecca: mecca|මක්කම|மக்கா|麦加
kuwait: kuwait|කුවේට්|குவைத்|科威特
qatar: qatar doha|කටාර්|கட்டார்|卡塔尔
uae: uae dubai emirates|ඩුබායි එමීර්|துபாய் டுபாய் அபுதாபி|阿联酋 迪拜
pakistan: pakistan pakistani|පාකිස්තාන|பாகிஸ்தான்|巴基斯坦
afghanistan: afghanistan afghan taliban|ඇෆ්ගනිස්ථාන ඇෆ්ගන්|ஆப்கானிஸ்தான்|阿富汗
bangladesh: bangladesh dhaka|බංග්ලාදේශ|பங்களாதேஷ் பங்களாதேஸ்|孟加拉国
nepal: nepal kathmandu|නේපාල|நேபாள|尼泊尔
maldives: maldives|මාලදිව|மாலைத்தீவு|马尔代夫
myanmar: myanmar|මියන්මාර|மியன்மார்|缅甸
thailand: thailand thai bangkok|තායිලන්ත|தாய்லாந்து|泰国 曼谷
malaysia: malaysia malaysian|මැලේසියා|மலேசியா|马来西亚
indonesia: indonesia indonesian|ඉන්දුනීසියා|இந்தோனேசியா|印度尼西亚 印尼
singapore: singapore|සිංගප්පූරු|சிங்கப்பூர்|新加坡
vietnam: vietnam|වියට්නාම|வியட்நாம்|越南
philippines: philippines philippine|පිලිපීන|பிலிப்பைன்ஸ்|菲律宾
australia: australia australian|ඕස්ට්‍රේලියා|அவுஸ்திரேலியா|澳大利亚
new_zealand: zealand|නවසීලන්ත|நியூசிலாந்து நியூஸிலாந்து|新西兰
south_africa: south_africa|දකුණු_අප්‍රිකා|தென்னாபிரிக்கா தென்_ஆபிரி|南非
west_indies: indies|බටහිර_ඉන්දීය කොදෙව්|மேற்கிந்திய|西印度
canada: canada canadian|කැනඩා|கனடா|加拿大
france: france french paris|ප්‍රංශ පැරිස්|பிரான்ஸ் பாரிஸ்|法国 巴黎
germany: germany german berlin|ජර්මන|ஜேர்மன் ஜெர்மன்|德国 柏林
italy: italy italian rome|ඉතාලි|இத்தாலி|意大利
spain: spain spanish|ස්පාඤ්ඤ|ஸ்பெயின்|西班牙
netherlands: netherlands dutch|නෙදර්ලන්ත|நெதர்லாந்து|荷兰
switzerland: switzerland swiss geneva|ස්විට්සර්ලන්ත ජිනීවා|சுவிட்சர்லாந்து ஜெனிவா|瑞士 日内瓦
turkey: turkey turkish|තුර්කි|துருக்கி|土耳其
egypt: egypt egyptian|ඊජිප්තු|எகிப்து|埃及
kenya: kenya nairobi|කෙන්යා|கென்யா|肯尼亚
nigeria: nigeria|නයිජීරියා|நைஜீரியா|尼日利亚
ethiopia: ethiopia|ඉතියෝපියා|எத்தியோப்பியா|埃塞俄比亚
sudan: sudan|සුඩාන|சூடான்|苏丹
brazil: brazil|බ්‍රසීල|பிரேசில்|巴西
argentina: argentina|ආර්ජන්ටිනා|ஆர்ஜென்டினா|阿根廷
mexico: mexico|මෙක්සිකෝ|மெக்சிகோ|墨西哥
europe: europe european|යුරෝපා|ஐரோப்பிய ஐரோப்பா|欧洲 欧盟
africa: africa african|අප්‍රිකා|ஆபிரிக்கா|非洲
asia: asia asian|ආසියා|ஆசிய ஆசியா|亚洲
taiwan: taiwan|තායිවාන|தாய்வான்|台湾
hong_kong: hong_kong||ஹொங்கொங்|香港
kashmir: kashmir|කාශ්මීර|காஷ்மீர்|克什米尔
bhutan: bhutan|භූතාන|பூட்டான்|不丹
"""
