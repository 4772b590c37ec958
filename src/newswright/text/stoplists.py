"""Function words by language (BCP 47 primary tag): words that say nothing of a text's subject. Written for this project."""

LISTS: dict[str, str] = {
    "en": """
        a about above after again against ago all almost along already also although always am among an and another any
        anyone anything are aren't around as at away back be became because become been before began behind being below
        between both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down
        during each either else enough even ever every everyone everything few first for from further get gets getting
        give given go goes going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers
        herself him himself his how however i i'd i'll i'm i've if in indeed instead into is isn't it it's its itself
        just keep kept know last least less let like likely made make makes making many may maybe me might more most
        mr mrs ms much must my myself near need neither never new next no nor not nothing now of off often on once one
        only onto or other others our ours ourselves out over own part per perhaps put quite rather really said same
        saw say saying says see seen several shall she she'd she'll she's should shouldn't show since so some someone
        something soon still such take taken than that that's the their theirs them themselves then there there's
        therefore these they they'd they'll they're they've thing things think this those though through thus till to
        today together told too took toward towards tried try two under until up upon us use used very via want wanted
        was wasn't way we we'd we'll we're we've well went were weren't what what's when where whether which while who
        who's whole whom whose why will with within without won't would wouldn't year years yesterday yet you you'd
        you'll you're you've your yours yourself tell according added adding asked called
        monday tuesday wednesday thursday friday saturday sunday""",
    "de": """
        ab aber alle allem allen aller alles als also am an andere anderen anderer auch auf aus bei beim bereits bin bis bist
        da dabei dafür dagegen daher damit danach dann daran darauf darüber das dass dazu dein dem den denn der deren des
        dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch ebenso ein eine einem einen einer eines
        einige einigen er es etwa etwas euch euer für gegen gegenüber geht gibt habe haben hat hatte hatten hier hin hinter
        ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jetzt
        kann kein keine keinem keinen keiner können könnte konnte machen man mehr mein meine mit muss müssen musste nach
        nachdem neben nicht nichts noch nun nur ob oder ohne rund sagt sagte sagten schon sehr sei sein seine seinem seinen
        seiner seit selbst sich sie sind so sogar solche soll sollen sollte sondern sowie über um und uns unser unter viel
        viele vom von vor während war waren warum was weil weiter weitere welche wenn wer werde werden wie wieder will wir
        wird wo wollen worden wurde wurden würde würden zu zum zur zwar zwei zwischen uhr jahr jahre jahren""",
    "fr": """
        a afin ai ainsi alors après au aucun aucune aujourd'hui auquel aussi autre autres aux avaient avait avant avec avoir
        ayant bien c'est car ce ceci cela celle celles celui cependant ces cet cette ceux chaque chez comme comment contre
        d'un d'une dans de depuis des deux devant dit dont du déjà elle elles en encore entre es est et étaient était été être
        eu eux fait faire fois font il ils j'ai je jusqu jusque l'on la le les leur leurs lors lui là ma mais me même mêmes
        mes moins mon ne ni non nos notre nous n'est on ont ou où par parce pas pendant peu peut plus plusieurs pour pourquoi
        pouvoir près qu'elle qu'il qu'ils qu'un qu'une quand que quel quelle quelles quels qui quoi s'est sa sans se selon
        sera ses si soit son sont sous sur ta tandis te tel telle tes toi ton toujours tous tout toute toutes très tu un une
        va vers voici voilà vos votre vous y à ça également avoir ans""",
    "es": """
        a además ahora al algo algún alguna algunas algunos ante antes aquel aquella aquí así aún aunque bajo bien cada casi
        como cómo con contra cual cuales cualquier cuando cuándo de del desde después dicho dijo donde dónde dos durante e el
        él ella ellas ello ellos en entre era eran es esa esas ese eso esos está están estaba estado estar estas este esto
        estos fue fueron ha haber había han hasta hay hoy la las le les lo los luego mas más me mediante mi mientras mis mismo
        mucho muchos muy nada ni no nos nosotros nuestra nuestro o os otra otras otro otros para parte pero poco por porque
        pues que qué quien quién quienes se sea según ser será si sí sido siempre sin sino sobre solo sólo son su sus también
        tan tanto te tener tenía tiene tienen toda todas todavía todo todos tras tu tus un una unas uno unos usted ya y yo
        año años""",
    "it": """
        a ad agli ai al alla alle allo anche ancora anni anno avere aveva c'è che chi ci cioè come con contro cosa così cui da
        dai dal dall dalla dalle degli dei del dell della delle dello di dopo dove due e è ed era erano essere fa fino fra
        gli ha hanno ho i il in io l'ha la le lei lo loro lui ma mentre molto ne negli nei nel nell nella nelle no noi non
        nostro o oggi ogni oltre per perché però più poi prima proprio può quale quando quanto quella quelle quelli quello
        questa queste questi questo qui se secondo sempre senza si sia sono stata stati stato su sua sue sui sul sulla sulle
        suo suoi tra tutti tutto un una uno voi""",
    "pt": """
        a ainda além algum alguma ano anos ante antes ao aos após aquela aquele as assim até cada com como contra da das de
        dela dele depois desde dessa desse desta deste disse do dois dos duas durante e é ela elas ele eles em embora enquanto
        entre era eram essa esse esta está estão estava este eu foi foram há isso isto já la lhe mais mas me mesmo meu minha
        muito na não nas nem no nos nós o onde os ou outra outras outro outros para pela pelas pelo pelos pode por porque qual
        quando que quem se segundo seja sem sempre ser será seu seus si sido sob sobre só são sua suas também tem têm ter
        tinha toda todo todos um uma você""",
    "nl": """
        aan achter af al alle alleen als altijd andere bij daar dan dat de den der deze die dit doen door dus een eens en er
        ga geen had hadden heb hebben heeft hem het hier hij hoe hun ik in is ja je jaar kan kunnen maar me meer men met mijn
        moet na naar niet niets nog nu of om omdat onder ons ook op over reeds te tegen tijdens toch toen tot tussen twee uit
        van veel voor want waren was wat we wel werd werden wie wij wil worden wordt zal ze zegt zei zelf zich zij zijn zo
        zonder zou zouden""",
    "sv": """
        alla allt att av bara blev bli blir de dem den denna det detta dig din du där då efter eller en enligt ett från för
        få får ha hade han har hans henne hennes hon här i in inte jag kan kommer kunde man med men mellan mer mot mycket när
        nu någon något några och också om oss på sa sade sedan sig sin sina ska skulle som så till under upp ut utan vad var
        varit vi vid vill vilket år över är""",
    "ru": """
        а без более больше будет будут бы был была были было быть в вам вас весь во вот все всего всех вы г где год года году да
        даже для до его ее если есть еще её же за здесь и из или им их к как какой когда который которая которые которых кто
        лет ли либо между меня мне может можно мой мы на над надо нам нас не него нее нет ни них но ну о об однако он она они
        оно от отметил очень по под после при про раз с сам свой себя сейчас сказал со сообщил так также такой там те тем то
        того тоже только том тот ты у уже хотя чего чем через что чтобы эта эти это этого этой этом этот я""",
    "ar": """
        في من على إلى عن أن إن كان كانت التي الذي الذين هذا هذه ذلك تلك ما لا لم لن قد هو هي هم كما بين بعد قبل عند حتى ثم أو و
        مع كل غير أي إذا حيث خلال حول منذ قال وقال أنه وأن وفي به بها له لها فيها فيه منها منه يكون""",
    "hi": """
        का के की को में से है हैं था थे थी और पर यह वह ये वे इस उस इन उन ने कि जो तो भी ही एक हो हुआ हुई हुए कर करने किया किए
        गया गई गए लिए साथ बाद तक नहीं कहा अब जब तब या अपने अपनी अपना कुछ रहा रही रहे होने था""",
    "si": """
        සහ හා ද ය ඇති බව විසින් සඳහා ලෙස වන එම මෙම ඔහු ඇය එය මේ ඒ කර කරන කළ කරනු ලබන ඇත නැත වේ විය සමඟ සමග පසු පෙර දී දක්වා
        අතර ගැන හෝ නමුත් තව තවත් අද ඊයේ පවසයි පැවසීය කියා වූ වී වෙත යන මහතා මහත්මිය අනුව තුළ සිට සිටි පිළිබඳ නව එක් දෙස නිසා""",
    "ta": """
        மற்றும் ஒரு இந்த அந்த என்று என என்ற என்பது இது அது அவர் அவர்கள் இருந்து உள்ள உள்ளது கொண்டு போது பின்னர் முன்னர் வரை
        மூலம் தொடர்பில் தொடர்பாக குறித்து ஆகிய ஆகியோர் எனவும் எனினும் ஆனால் அல்லது மேலும் இருந்த செய்து செய்யப்பட்ட நேற்று இன்று
        தெரிவித்தார் தெரிவித்துள்ளார் தெரிவிக்கப்படுகிறது அவரது தமது தனது இன் இல் கூறினார் பற்றி வேண்டும் ஏற்பட்ட""",
    "zh": """
        的 了 在 是 我 有 和 就 不 人 都 一 也 很 到 说 要 去 你 会 着 看 好 这 那 他 她 它 与 及 等 但 为 以 于 对 而 并
        或 被 将 从 把 让 向 由 一个 我们 他们 她们 这个 那个 没有 表示 记者 可以 自己 因为 所以 如果
        但是 以及 还是 已经 目前 通过 进行 对于 关于 其中 这样 什么 不是 就是 也是 都是 的人 了一 是一 这些
        这一 之后 之前 不能 可能 其他 称为 报道 今天 昨天 了解 认为 的是 的一 在一 有一 中的 上的""",
}
