"""The sentences complaints are made of, French and English side by side.

An entry is one French sentence and its English twin, parted by ``//``; a blank line
ends it. ``[a|b]`` is a choice: the brackets of the two twins stand in the same order
and offer the same number of choices, so that both tell the same story. A first word
``@hfb`` keeps the sentence for home, fine food or beauty products. Slots:

``{p}`` the product alone; ``{le_p}``, ``{un_p}``, ``{mon_p}``, ``{ce_p}``, ``{du_p}``
with its French word, ``{a_p}`` with its English one; ``{q}`` and its kin another
product; ``{e}`` agrees with the first product, ``{e_q}`` with the other, ``{e_me}``
and ``{le_me}`` with the writer; ``{order}`` the order's number, ``{date}`` its day,
``{amount}`` its price, ``{sum}`` a small amount, ``{days}``, ``{city}``.

The causes share words on purpose (a parcel, a delivery, a card, a photo): whoever
sorts these messages by one keyword will often be wrong, as with real ones.
"""

CORES = {
    "late_delivery": """
J'attends [toujours|encore] {mon_p} [commandé{e}|payé{e}] le {date}, [rien n'est
arrivé|rien reçu à ce jour].
// I am [still waiting|waiting, still,] for the {p} I [ordered|paid for] on {date},
[nothing has come|nothing so far].

Cela fait {days} jours que j'ai passé commande et [toujours rien|je ne vois rien venir].
// It has been {days} days since I placed my order and [still nothing|there is no sign
of it].

La livraison était [promise|prévue|annoncée] [sous 3 jours|en 48h], nous en sommes à
{days} jours.
// Delivery was [promised|planned|announced] within [three days|48 hours], we are now at
{days} days.

Le colis devait arriver [avant l'Aïd|pour le week-end|pour mon anniversaire|en début de
semaine] et [il n'est pas là|je l'attends toujours].
// The parcel was meant to be here [before Eid|for the weekend|for my birthday|early
this week] and [it is not here|I am still waiting for it].

Le suivi [indique|affiche] « en cours d'acheminement » depuis {days} jours, [ça ne bouge
pas|aucun mouvement].
// The tracking [has said|has shown] "in transit" for {days} days, [it does not move|no
change].

[Où est|Où en est] ma commande {order} ? [Personne ne sait me répondre|Je n'ai aucune
nouvelle].
// [Where is|What has become of] my order {order}? [Nobody can tell me|I have had no
news].

Le transporteur repousse [chaque jour|sans cesse] son passage, j'ai pris [deux|trois]
jours de congé pour rien.
// The carrier keeps putting it off [every day|again and again], I took [two|three] days
off work for nothing.

Commande {order} arrivée {days} jours après la date, [c'était un cadeau|la fête était
passée|je n'en avais plus besoin].
// Order {order} came {days} days after the date, [it was a gift|the party was over|I no
longer needed it].

On m'avait [garanti|assuré] que ce serait chez moi [jeudi|vendredi|lundi]. [Une semaine
après|Dix jours après], j'attends.
// I was [guaranteed|told] it would be at my place by [Thursday|Friday|Monday]. [A
week|Ten days] later I am waiting.

Personne n'est [passé|venu] à {city} alors que [le SMS|le message] disait « entre 9h et
13h ».
// Nobody [called|came] in {city} although the [text|message] said "between 9 and 1".

[Vous ne tenez jamais vos dates|Vos délais ne sont pas sérieux], [deuxième|troisième]
fois que j'attends aussi longtemps.
// [You never keep to your dates|Your times are not serious], this is the [second|third]
time I wait that long.

Quand vais-je [enfin|donc] recevoir {le_p} ? [La date est dépassée|Cela traîne] depuis
{days} jours.
// When will I [finally|ever] get the {p}? [It has been overdue|It has dragged on] for
{days} days.

Le livreur [prétend|dit] que j'étais absent{e_me}, c'est faux, [j'étais chez moi|la
maison n'était pas vide], et le colis est reparti.
// The driver [claims|says] I was out, not true, [I was at home|someone was in], and the
parcel went back.

[Expédié|Parti] le lendemain selon vous, mais {days} jours plus tard [personne n'a
sonné|la boîte est vide].
// [Shipped|Gone] the next day according to you, yet {days} days later [no one has rung
my bell|my letterbox is empty].

Le dépôt de {city} garde mon paquet depuis [une semaine|plusieurs jours] et [personne ne
le distribue|ne me rappelle pas].
// The {city} depot has been sitting on my package for [a week|several days] and [nobody
brings it|never calls back].

J'ai dû [acheter ailleurs|me débrouiller autrement] parce que {le_p} n'est pas arrivé{e}
à temps.
// I had to [buy elsewhere|find another way] because the {p} did not get here in time.

[Trop long|Beaucoup trop long], {days} jours pour [une commande|un article] [en
stock|affiché disponible].
// [Too long|Far too long], {days} days for [an order|an item] [in stock|shown as
available].

Je pars en voyage [demain|dans deux jours] et {le_p} n'a toujours pas quitté votre
entrepôt.
// I leave on a trip [tomorrow|in two days] and the {p} has still not left your
warehouse.
""",
    "damaged": """
@h {Le_p} est arrivé{e} [cassé{e}|fêlé{e}|en morceaux|fendu{e}|abîmé{e}].
// The {p} arrived [broken|cracked|in pieces|split|damaged].

@fb {Le_p} est arrivé{e} [ouvert{e}|écrasé{e}|renversé{e}|abîmé{e}].
// The {p} arrived [open|crushed|spilled|damaged].

@h En ouvrant [le carton|le paquet|la boîte] j'ai trouvé {le_p} [brisé{e}|tout
cabossé|ébréché{e}|tordu{e}].
// When I opened the [carton|package|box] I found the {p} [shattered|all
dented|chipped|bent].

Le colis était [éventré|écrasé|mouillé|ouvert], [le contenu a souffert|tout est
fichu|rien n'est utilisable].
// The parcel was [torn open|crushed|soaked|opened], [the contents suffered|it is all
ruined|nothing can be used].

L'emballage [ne protégeait rien|était trop léger], {le_p} n'a pas [résisté|survécu] au
transport.
// The packaging [protected nothing|was too thin], the {p} did not [stand|survive] the
trip.

[Il y a des éclats partout|Du verre partout dans le carton], je me suis même coupé [la
main|le doigt].
// [There are splinters everywhere|Glass all over the box], I even cut my [hand|finger].

@fb Le couvercle [est fendu|ne tient plus], [ça a coulé|le contenu s'est répandu] sur
les autres articles.
// The lid [is split|no longer holds], [it leaked|the contents ran] all over the other
items.

Le livreur a [jeté|lancé|laissé tomber] le paquet [devant la porte|par-dessus le
portail], {le_p} n'a pas tenu.
// The driver [threw|tossed|dropped] the package [at the door|over the gate], the {p}
did not hold.

@h [Une grosse rayure|Un gros choc|Une bosse] sur {le_p}, [et c'est neuf|à peine
déballé{e}].
// [A big scratch|A heavy knock|A dent] on the {p}, [and it is brand new|just unpacked].

@h [Le coin est parti|Le bord a sauté], on voit que [ça a tapé|le carton est tombé].
// [The corner has gone|The rim came off], you can see [it was hit|the box was dropped].

@fb Reçu hier, [à la poubelle|irrécupérable] : le contenu a [fui|coulé] pendant le
trajet.
// Received yesterday, [straight to the bin|beyond saving]: the contents [leaked|ran
out] on the way.

@h La boîte [semblait intacte|avait l'air bien] mais dedans {le_p} était [en deux|en
miettes|tordu{e}].
// The box [looked intact|seemed fine] but inside the {p} was [in two|in bits|bent].

Vos préparateurs [ne mettent pas de papier bulle|ne calent rien], [résultat|forcément] :
[de la casse|deux pièces perdues].
// Your packers [use no bubble wrap|pad nothing], [result|of course]: [breakage|two
pieces lost].

J'ai [photographié|pris en photo] l'état {du_p} à l'ouverture, vous verrez [les
dégâts|la fissure].
// I [photographed|took pictures of] the {p} when I opened it, you will see the
[damage|crack].

[C'est la deuxième fois|Encore une fois], {un_p} qui [arrive en mauvais état|ne supporte
pas le voyage].
// [Second time|Once again], {a_p} that [comes in a bad state|does not survive the
journey].

@fb Le bouchon a sauté, il [ne reste que la moitié|n'y a plus rien dedans] et le carton
[sent fort|est trempé].
// The cap came off, [only half is left|nothing is left in it] and the box [smells
strongly|is soaked].

Impossible d'offrir {ce_p} : [le coin est enfoncé|la boîte est écrasée|il y a un éclat].
// I cannot give this {p} to anyone: [the corner is pushed in|the box is crushed|there
is a chip].

Le sceau était [déjà rompu|décollé] et une partie [a pris l'eau|était aplatie].
// The seal was [already broken|peeling off] and part of it [had got wet|was flattened].
""",
    "wrong_item": """
J'ai commandé {un_p} et [j'ai reçu|on m'a envoyé|je me retrouve avec] {un_q}.
// I ordered {a_p} and [received|was sent|ended up with] {a_q}.

Ce n'est pas [le bon article|ce que j'ai commandé], [la couleur|la taille|le modèle] ne
correspond pas.
// This is not [the right item|what I ordered], the [colour|size|model] does not match.

[Vous vous êtes trompés|Il y a erreur] : [je voulais|j'avais pris] {le_p} en
[bleu|vert|grand format], pas [l'autre|celui-là].
// [You got it wrong|There is a mix-up]: I [wanted|had chosen] the {p} in
[blue|green|large], not [the other|that one].

Dans mon colis il y a la commande [de quelqu'un d'autre|d'une autre
cliente|de mon voisin ?].
// My parcel holds the order of [someone else|another customer|my neighbour?].

Il manque {le_p} dans [mon colis|le carton], [le reste y est|pourtant le bon dit le
contraire].
// The {p} is missing from [my parcel|the box], [the rest is there|although the slip
says otherwise].

[Deux articles au lieu de trois|Un seul au lieu de deux], et le bon de préparation
[indique|annonce] pourtant le compte.
// [Two items instead of three|Only one instead of two], yet the packing slip
[shows|states] the full count.

Le numéro [sur l'étiquette|sur le bon] est bien {order} mais à l'intérieur c'est [tout
autre chose|{un_q}].
// The number on the [label|slip] is {order} all right but inside it is [something else
altogether|{a_q}].

[Qui prépare vos commandes|Vous relisez les commandes] ? Je reçois {le_q} [alors que je
n'en veux pas|que je n'ai jamais demandé].
// [Who prepares your orders|Does anyone check the orders]? I get the {q} [which I don't
want|I never asked for].

Le prénom [gravé|brodé|imprimé] n'est pas le bon, j'avais écrit Salma et je lis
[Samia|Selma|Sanae].
// The name [engraved|embroidered|printed] is wrong, I had typed Salma and it reads
[Samia|Selma|Sanae].

Vous m'avez mis une référence [voisine|différente|qui n'a rien à voir] à la place
{du_p}.
// You put in a [similar|different|completely unrelated] reference in place of the {p}.

Rien à voir avec [la photo|ma sélection|le panier] : [autre motif|autre matière|autre
parfum].
// Nothing like the [picture|choice I made|basket]: [another pattern|another
material|another scent].

[Pourquoi avoir remplacé|Qui vous a permis de remplacer] {le_p} par {le_q} [sans
m'appeler|sans mon accord] ?
// [Why did you swap|Who let you swap] the {p} for the {q} [without calling me|without
my agreement]?

C'est un beau produit mais [pas le mien|pas celui que j'attendais], il faudrait
[l'échanger|reprendre celui-ci].
// It is a nice product but [not mine|not the one I was expecting], you should [swap
it|take this one back].

@fb Je suis allergique et vous m'envoyez la version [au miel|aux amandes|à la rose] au
lieu de la [nature|neutre].
// I have an allergy and you send me the [honey|almond|rose] version instead of the
[plain|neutral] one.

[Le lot|Le coffret] est incomplet, [une pièce sur quatre|la pièce assortie] n'y est pas.
// The [set|gift box] is incomplete, [one piece of four|the matching piece] is not
there.

[Double envoi|J'en ai deux] : {le_p} en double et l'autre article [oublié|jamais mis].
// [Sent twice|I have two of them]: the {p} twice and the other item [forgotten|never
put in].

Au magasin de {city} on m'a remis le [mauvais sac|paquet d'un autre], je l'ai vu [à la
maison|en rentrant].
// At the {city} shop they handed me [the wrong bag|somebody else's package], I noticed
[at home|once back].
""",
    "billing": """
[On m'a débité deux fois|Double débit] de {amount} dirhams pour [une seule commande|la
commande {order}].
// [I was charged twice|A double charge] of {amount} dirhams for [a single order|order
{order}].

Le montant [prélevé|facturé|encaissé] n'est pas celui [annoncé|affiché], {sum} DH [de
plus|en trop].
// The amount [taken|invoiced|cashed] is not the one [announced|shown], {sum} MAD
[more|too much].

La remise [promise|de bienvenue|de 10 %] n'[apparaît pas|a pas été déduite] sur [la
facture|le ticket].
// The [promised|welcome|10%] discount [does not appear|was not taken off] on the
[invoice|receipt].

[En caisse|Au moment de payer en magasin] le prix {du_p} était plus élevé que [sur
l'étiquette|dans le catalogue].
// [At the till|When I paid in the shop] the price of the {p} was higher than [on the
label|in the catalogue].

Je n'arrive pas à obtenir [ma facture|une facture au nom de ma société], [il manque
l'ICE|demandée trois fois].
// I cannot get [my invoice|an invoice in my company's name], [the tax number is
missing|asked for it three times].

Vous me comptez {sum} DH de frais [de port|d'envoi] alors que c'était [offert|gratuit
dès 400 DH].
// You charge me {sum} MAD for [postage|shipping] although it was [on the house|free
from 400 MAD].

Mon relevé [montre|affiche] [deux lignes|un prélèvement de trop] de {amount} dirhams.
// My statement [shows|lists] [two lines|one debit too many] of {amount} dirhams.

Le ticket [compte|indique] [deux fois|trois fois] {le_p}, [je n'en ai pris
qu'un{e}|c'est faux].
// The receipt [counts|lists] the {p} [twice|three times], [I only took one|that is
wrong].

J'ai payé [à la livraison|en espèces] et [maintenant|ensuite] on me [réclame|demande]
encore {sum} dirhams.
// I paid [on delivery|in cash] and [now|afterwards] you [claim|ask for] {sum} dirhams
more.

[Ma banque confirme|Selon ma banque], la somme est [partie|sortie] mais chez vous la
commande est « impayée ».
// [My bank confirms it|According to my bank], the money has [gone|left] but on your
side the order is "unpaid".

L'échéance [de mon crédit|du paiement en trois fois] a été prise [deux fois|avec dix
jours d'avance].
// The instalment [of my credit|of my payment in three parts] was taken [twice|ten days
early].

Je conteste [cette somme|ces {sum} dirhams], [je n'ai rien acheté ce jour-là|cela ne
correspond à rien].
// I dispute [this sum|these {sum} dirhams], [I bought nothing that day|it matches
nothing].

Le bon d'achat de {sum} DH [a été refusé|n'a pas été déduit], j'ai tout payé [de ma
poche|plein tarif].
// The {sum} MAD voucher [was refused|was not deducted], I paid it all [myself|at full
price].

Entre le devis et [la note|ce que vous prenez], il y a {sum} dirhams [d'écart|de
différence].
// Between the quote and [the bill|what you take] there is a {sum} dirham
[gap|difference].

La TVA [semble fausse|est mal calculée] et [le total ne tombe pas juste|l'addition est
fausse].
// The VAT [looks wrong|is miscalculated] and [the total does not add up|the sum is
off].

[Le vendeur m'avait dit|On m'avait annoncé] moins, j'ai payé {sum} DH de plus, [ma
carte|mon relevé] le montre.
// [The assistant told me|I was told] less, I paid {sum} MAD more, my [card|statement]
shows it.

Mes points devaient [faire baisser|réduire] le total, [ils sont partis|ils sont
utilisés] mais le prix [n'a pas bougé|est resté entier].
// My points were to [bring down|reduce] the total, [they are gone|they were used] but
the price [did not move|stayed the same].
""",
    "product_quality": """
{Le_p} [ne vaut pas son prix|est de mauvaise qualité|me déçoit beaucoup].
// The {p} [is not worth its price|is of poor quality|disappoints me a lot].

@h Après [deux semaines|un mois|quelques jours] {le_p} [s'abîme déjà|ne sert plus à
rien|a perdu sa couleur].
// After [two weeks|a month|a few days] the {p} [is spoiling already|is of no use any
more|has lost its colour].

@f Le goût [est bizarre|n'est plus le même|a changé], [on dirait du rance|rien à voir
avec avant].
// The taste [is odd|is not the same|has changed], [as if rancid|nothing like before].

@b J'ai eu [des rougeurs|des boutons|une irritation] après avoir [utilisé|appliqué]
{le_p}.
// I got [a rash|spots|an irritation] after [using|applying] the {p}.

@fb [La date limite|La péremption] est [dépassée|trop proche], comment pouvez-vous
vendre [cela|ça] ?
// The [use-by date|expiry] is [past|far too close], how can you sell [this|that]?

@h Au [premier lavage|premier nettoyage] [tout a déteint|ça s'est déformé], [à
jeter|c'est fini].
// On the first [wash|clean] [all the colour ran|it lost its shape], [fit for the bin|it
is over].

@h Les finitions sont [bâclées|grossières], [une couture lâche|la colle se voit|le
vernis s'écaille].
// The finish is [sloppy|rough], [a seam is giving way|you can see the glue|the varnish
flakes].

@fb [La texture|L'odeur] est [étrange|désagréable], je soupçonne [un mauvais lot|un
produit trop vieux].
// The [texture|smell] is [strange|unpleasant], I suspect [a bad batch|an old product].

@h [Ça s'est cassé|Un bout a lâché] à la première utilisation, [sans forcer|en usage
normal].
// [It broke|A piece came off] the first time I used it, [without force|in normal use].

@h Sur le site {le_p} paraît [solide|artisanal{e}], en vrai c'est [du plastique|très
léger|tout fin].
// On the site the {p} looks [sturdy|handmade], in real life it is
[plastic|flimsy|thin].

La photo est [flatteuse|trompeuse], [la matière|le rendu] n'est pas à la hauteur.
// The picture is [flattering|misleading], the [material|look] does not live up to it.

@fb J'achète {ce_p} depuis des années et [la recette a changé|le niveau baisse], [quel
dommage|je suis déçu{e_me}].
// I have bought this {p} for years and [the recipe changed|the standard is dropping],
[what a pity|I am let down].

@fb [Il y avait|J'ai trouvé] [un insecte|un cheveu|des moisissures] dans [le paquet|le
pot|la boîte].
// [There was|I found] [an insect|a hair|mould] in the [packet|pot|box].

@h {Le_p} [ne tient pas droit|tache tout|se déforme], [défaut de fabrication|malfaçon]
selon moi.
// The {p} [does not stand straight|stains everything|warps], [a manufacturing
fault|badly made] if you ask me.

@b Pas du tout [le même parfum|la même tenue] que [la dernière fois|l'échantillon], [ça
ne dure pas une heure|on ne sent rien].
// Not at all the same [scent|hold] as [last time|the sample], [gone within an hour|you
smell nothing].

Pour {amount} dirhams j'attendais [mieux|autre chose], c'est [du bas de gamme|indigne de
vous].
// For {amount} dirhams I expected [better|something else], it is [cheap stuff|not
worthy of you].

@h [La garantie|Votre garantie] doit jouer : {le_p} [s'use|rouille|se décolle] [déjà|au
bout d'un mois].
// [The|Your] guarantee must cover it: the {p} is [wearing out|rusting|coming unstuck]
[already|after a month].

{Le_p} n'a [rien d'artisanal|rien d'authentique], [c'est industriel|je trouve pareil au
souk pour moins cher].
// There is nothing [handmade|authentic] about the {p}, [it is factory stuff|I find the
same in the souk for less].
""",
    "staff": """
[Votre vendeuse|Le vendeur|La caissière] de {city} m'a [très mal reçu{e_me}|parlé
sèchement|ignoré{e_me}].
// [Your sales assistant|The salesman|The cashier] in {city} [treated me very
badly|spoke to me sharply|ignored me].

[Accueil glacial|Pas un bonjour|Un accueil honteux], [je n'étais pas {le_me}
bienvenu{e_me}|on m'a fait sentir que je dérangeais].
// [An icy welcome|Not even hello|A shameful welcome], [I was not wanted|they made me
feel I was a nuisance].

[Une personne|Votre conseillère|Un monsieur] au téléphone m'a [raccroché au nez|coupé la
parole|pris{e_me} de haut].
// [Someone|Your adviser|A man] on the phone [hung up on me|cut me off|talked down to
me].

[Trois|Quatre] interlocuteurs, autant de réponses différentes, [chacun renvoie vers
l'autre|aucun suivi].
// [Three|Four] people, as many different answers, [each sends me to the next|no
follow-up].

[Le livreur|Le coursier] a été [grossier|agressif|insultant] [devant mes enfants|avec ma
mère].
// The [driver|courier] was [rude|aggressive|insulting] [in front of my children|to my
mother].

J'ai attendu [vingt|trente|quarante] minutes au comptoir [pendant que vos employés
discutaient|sans qu'on me regarde].
// I waited [twenty|thirty|forty] minutes at the counter [while your employees
chatted|without anyone looking up].

On m'a [accusé{e_me} de mentir|soupçonné{e_me} de voler] [devant tout le monde|à la
caisse], [quelle humiliation|je n'y remettrai plus les pieds].
// I was [accused of lying|suspected of stealing] [in front of everyone|at the till],
[how humiliating|I won't set foot there again].

[La responsable|Le chef de rayon] [a refusé de m'écouter|n'a pas voulu descendre|m'a
tourné le dos].
// The [manager|head of department] [would not listen|would not come down|turned away
from me].

Vos conseillers [promettent de rappeler|disent « on vous rappelle »] et [ne le font
jamais|personne ne rappelle].
// Your advisers [promise to call back|say "we will call you"] and [never do|nobody
calls].

[Je trouve inadmissible|Ce qui me choque c'est] le ton employé [hier|samedi] [par votre
équipe|par la dame du rayon].
// [What I find unacceptable is|What shocks me is] the tone used [yesterday|on Saturday]
[by your team|by the lady in the department].

Une [stagiaire|jeune employée] a [ri|soupiré] quand j'ai demandé [un renseignement|un
échange|le prix {du_p}].
// A [trainee|young employee] [laughed|sighed] when I asked for [information|an
exchange|the price of the {p}].

[En boutique|Au rayon] on m'a [poussé{e_me} à prendre|vendu] {le_p} [sans rien
expliquer|sans connaître le produit].
// [In the shop|In the department] they [pushed me into taking|sold me] the {p} [without
explaining a thing|knowing nothing about it].

Le magasin de {city} [ferme la porte au nez des gens|a fermé dix minutes avant l'heure],
[quel mépris|c'est incorrect].
// The {city} shop [shuts the door in people's faces|closed ten minutes early], [such
contempt|that is not right].

[Le vigile|L'agent à l'entrée] m'a [fouillé{e_me}|bloqué{e_me}] [sans explication|sans
un mot].
// The [guard|man at the door] [searched|stopped] me [without explanation|without a
word].

[Aucune politesse|Aucun sourire, aucune aide], [ma mère âgée|ma sœur enceinte] est
restée debout [une demi-heure|longtemps].
// [No courtesy|Not a smile, no help], my [elderly mother|pregnant sister] was left
standing [for half an hour|a long time].

[Je voulais juste une information|Simple question de ma part] et [on m'a répondu de
regarder ailleurs|on m'a dit « débrouillez-vous »].
// [I only wanted some information|A simple question] and [I was told to look
elsewhere|I was told "sort it out yourself"].
""",
    "website": """
Votre [site|application] [plante|se bloque|tourne dans le vide] [au moment de payer|à la
dernière étape].
// Your [site|app] [crashes|freezes|hangs] [when I try to pay|at the last step].

[Impossible de|Je ne peux pas] me connecter [à mon compte|à mon espace], le mot de passe
[n'est jamais reconnu|ne se réinitialise pas].
// [There is no way to|I cannot] log in to my [account|space], the password [is never
accepted|cannot be reset].

Le code promo [est refusé|ne marche pas|« n'existe pas »] [en ligne|sur le site] alors
qu'il [est valable|vient de vous].
// The promo code [is refused|does not work|"does not exist"] [online|on the site]
although it [is valid|came from you].

Le panier se vide [tout seul|à chaque fois] [quand je change d'adresse|dès que je
reviens].
// The basket empties [by itself|every time] [when I change the address|as soon as I
come back].

[Message d'erreur|Page blanche] [après le paiement|à la validation], [je ne sais pas si
la commande est passée|aucun e-mail de confirmation].
// [Error message|Blank page] [after payment|at confirmation], [I don't know whether the
order went through|no confirmation e-mail].

L'article [était disponible|s'affichait en stock] [sur la page|en ligne], puis [rupture
au moment de valider|annulé le lendemain].
// The item [was available|showed in stock] [on the page|online], then [sold out at
checkout|cancelled the next day].

Je n'ai jamais reçu le [mail de confirmation|lien d'activation|code par SMS], [même dans
les spams|malgré cinq essais].
// I never received the [confirmation e-mail|activation link|code by text], [not even in
spam|despite five tries].

[Sur mon téléphone|Avec ma tablette] [les boutons ne répondent pas|la page ne s'affiche
pas], [ça fonctionnait avant|depuis votre mise à jour].
// [On my phone|With my tablet] [the buttons do not respond|the page does not load], [it
used to work|since your update].

[Votre formulaire|La page d'adresse] refuse [mon quartier|mon code postal|mon numéro],
je ne peux [rien commander|pas aller plus loin].
// [Your form|The address page] rejects my [district|postcode|number], I cannot [order
anything|go any further].

[L'historique|La liste] de mes commandes [a disparu|est vide], [même mes adresses ont
sauté|tout est perdu].
// My order [history|list] [has vanished|is empty], [even my addresses are gone|it is
all lost].

[Le paiement par carte|La page de la banque] [échoue|expire] [à chaque essai|toujours],
j'ai [essayé deux cartes|passé une heure].
// [Card payment|The bank page] [fails|times out] [at every attempt|always], I [tried
two cards|spent an hour].

[La fiche {du_p}|Le descriptif {du_p}] [ne donne pas les dimensions|est faux], [les
photos ne s'ouvrent pas|les avis ont disparu].
// The [page|description] of the {p} [gives no dimensions|is wrong], [the pictures do
not open|the reviews have gone].

Je reçois vos [newsletters|messages] [alors que je me suis désinscrit{e_me}|trois fois
par jour], [le lien de désinscription est mort|rien n'y fait].
// I get your [newsletters|messages] [although I unsubscribed|three times a day], [the
unsubscribe link is dead|nothing helps].

Le suivi de commande [en ligne|dans l'espace client] [affiche celle d'un autre|ne
s'ouvre pas|renvoie une erreur].
// Order tracking [online|in my account] [shows somebody else's|does not open|returns an
error].

Tout est [lent|compliqué] [chez vous sur internet|sur votre appli], il faut [dix
clics|recommencer trois fois] pour {un_p}.
// Everything is [slow|complicated] [on your pages|in your app], it takes [ten
clicks|three goes] for {a_p}.

J'ai [modifié|annulé] ma commande [en deux clics|dans l'heure] mais [le système ne l'a
pas pris en compte|c'est l'ancienne qui reste].
// I [changed|cancelled] my order [in two clicks|within the hour] but [the system took
no notice|the old one stays].
""",
    "refund": """
J'ai [renvoyé|retourné] {le_p} il y a {days} jours et [toujours aucun
remboursement|l'argent n'est pas revenu].
// I [sent back|returned] the {p} {days} days ago and [still no refund|the money is not
back].

Votre service [refuse|tarde à accepter] [la reprise|l'échange] {du_p} alors que [le
délai n'est pas passé|rien n'a servi].
// Your people [refuse|are slow] to [take back|exchange] the {p} although [the time is
not up|it is unused].

On me propose [un avoir|un bon d'achat] mais je [veux être remboursé{e_me}|n'en veux
pas].
// You offer me a [credit note|voucher] but I [want my money back|do not want one].

Le bon de retour [ne m'est jamais parvenu|est introuvable], comment vous
[rendre|renvoyer] {le_p} ?
// The return slip [never reached me|is nowhere], how do I [give|send] the {p} back?

[Remboursé{e_me} à moitié seulement|Il manque {sum} dirhams] : [vous gardez les
frais|personne n'explique le calcul].
// [Only half paid back|{sum} dirhams are missing]: [you keep the fees|nobody explains
the figure].

[Rétractation|Annulation] faite [dans les sept jours|le jour même], [vous m'ignorez|mon
argent dort chez vous].
// [Withdrawal|Cancellation] made [within seven days|the same day], [you ignore me|my
money sits with you].

Le magasin de {city} [ne veut pas reprendre|refuse] un achat fait [en ligne|à un autre
magasin].
// The {city} shop [will not take back|refuses] something bought [online|at another
shop].

Mon colis retour est [arrivé chez vous|signé] [lundi|la semaine dernière], [depuis,
silence|et après plus rien].
// My return parcel [reached you|was signed for] [on Monday|last week], [silence
since|nothing after that].

On m'a dit « sous 3 jours » pour [récupérer mes {amount} dirhams|le virement], on en
est à {days}.
// I was told "within 3 days" to [get my {amount} dirhams back|see the transfer], we
are at {days}.

[Qui paie|C'est à moi de payer] le renvoi {du_p} ? [L'erreur ne vient pas de moi|Ce
n'est pas normal].
// [Who pays|Do I have to pay] to send the {p} back? [It was not my mistake|It is not
right].

L'échange [accepté|convenu] [n'a jamais eu lieu|reste sans suite], vous avez [gardé
{le_p}|repris l'article].
// The exchange you [accepted|agreed to] [never happened|came to nothing], you [kept the
{p}|took the item back].

Le virement [annoncé|promis] [n'apparaît pas|n'est pas tombé] sur mon compte, [ma banque
n'a rien|le RIB est pourtant bon].
// The transfer you [announced|promised] [does not show|has not come] in my account, [my
bank has nothing|the details are right].

[Trois relances|Deux appels et un mail] pour [un simple retour|récupérer mon dû], [cela
devient ridicule|j'en ai assez].
// [Three reminders|Two calls and an e-mail] for [a simple return|what I am owed], [it
is getting silly|I have had enough].

Commande {order} annulée [par vous|faute de stock], [rendez-moi|j'attends] mes {amount}
dirhams.
// Order {order} cancelled [by you|for lack of stock], [give me back|I am waiting for]
my {amount} dirhams.

[Sans ticket|Sans l'emballage] on ne me reprend rien, [c'était un cadeau|personne ne me
l'avait dit].
// Without the [receipt|packaging] nothing is taken back, [it was a gift|nobody told
me].
""",
}

# Messages that hardly say what happened: no model can sort them.
VAGUE = """
[Encore un|Un] problème avec ma commande {order}, [rappelez-moi|je vous ai déjà écrit].
// [Another|A] problem with my order {order}, [call me back|I wrote to you already].

[Suite à|Comme dit dans] mon [appel|mail] de la semaine dernière, [toujours pas de
solution|rien n'a avancé].
// [Further to|As I said in] my [call|e-mail] last week, [still no solution|nothing has
moved].

[Je suis très déçu{e_me}|Ce n'est pas sérieux], [j'attendais mieux de vous|ça ne s'est
pas passé comme prévu].
// [I am very disappointed|This is not serious], [I expected better of you|it did not go
as planned].

{Le_p} [ne va pas|me pose souci], [voyez mon dossier|vous avez mon numéro].
// The {p} [is not right|is a problem], [see my file|you have my number].

Mon achat du {date} [s'est mal passé|tourne au cauchemar], [vous savez pourquoi|j'ai
déjà tout expliqué].
// My purchase of {date} [went badly|is turning into a nightmare], [you know why|I
explained it all already].

[Merci de regarder|Pouvez-vous vérifier] ce qui s'est passé avec {le_p}, [c'est
incompréhensible|je ne comprends pas].
// Please [look at|check] what happened with the {p}, [it makes no sense|I don't
understand].

Je ne suis pas [content{e_me}|satisfait{e_me}], [c'est la dernière fois|il faut faire
quelque chose].
// I am not [happy|satisfied], [it is the last time|something has to be done].
"""

GREETINGS = {
    "polite": """
Bonjour, // Hello,

Bonsoir, // Good evening,

Madame, Monsieur, // Dear Sir or Madam,

Salam, // Salam,

Salam alaykoum, bonjour à toute l'équipe, // Salam, hello to the whole team,

Bonjour Madame, // Dear Madam,

Bonjour et [merci d'avance|bonne journée], // Hello and [thanks in advance|good day],
""",
    "neutral": """
Bonjour, // Hello,

Bonjour. // Hi.

Salam, // Salam,

Réclamation : // Complaint:

Commande {order}. // Order {order}.

Service client bonjour, // Hello customer service,
""",
    "angry": """
Je suis [hors de moi|scandalisé{e_me}]. // I am [beside myself|outraged].

[Honteux|Inadmissible|Lamentable] ! // [Shameful|Unacceptable|Pathetic]!

[C'est une honte|Quelle arnaque|N'importe quoi].
// [A disgrace|What a rip-off|Ridiculous].

Bonjour (enfin, si on peut dire), // Hello, if one can call it that,

[Ça suffit maintenant|Y en a marre]. // [Enough now|I am fed up].
""",
}

CONTEXTS = """
J'ai passé la commande {order} le {date}. // I placed order {order} on {date}.

[Chez vous|Fidèle] depuis [plusieurs années|trois ans], je commande souvent.
// [With you|Loyal] for [several years|three years], I order often.

Il s'agit {du_p}, [acheté{e}|pris{e}] le {date}.
// It is about the {p}, [bought|taken] on {date}.

C'est ma première commande chez vous. // It is my first order with you.

Commande n° {order}, livraison à {city}. // Order no. {order}, delivery to {city}.

J'ai acheté {un_p} au magasin de {city}. // I bought {a_p} at the {city} shop.

Je vous ai [choisis|fait confiance] pour [un cadeau de mariage|l'anniversaire de ma
fille|le ramadan].
// I [chose|trusted] you for [a wedding present|my daughter's birthday|Ramadan].

J'ai [vu votre publicité|reçu votre SMS] et j'ai commandé {un_p}.
// I [saw your advert|got your text] and ordered {a_p}.

[Panier|Achat] de {amount} dirhams, payé [par carte|à la livraison].
// A {amount} dirham [basket|purchase], paid [by card|on delivery].
"""

# Off-topic details, which every real message box is full of.
ASIDES = """
Le reste de la commande [est parfait|me plaît beaucoup], [je tiens à le dire|soyons
justes].
// The rest of the order [is perfect|pleases me a lot], [I want to say so|to be fair].

[Ma sœur|Une amie|Ma collègue] [a eu le même souci|vous trouve très bien], [comme
quoi|bref].
// [My sister|A friend|A colleague] [had the same trouble|thinks highly of you], [so
there|anyway].

D'habitude [la livraison est rapide|le personnel est charmant|tout arrive en bon état|le
site marche bien].
// Usually [delivery is quick|the staff are charming|everything comes in good shape|the
site works well].

[Le colis est bien arrivé|J'ai été livré{e_me} à l'heure], [là n'est pas la
question|c'est déjà ça].
// [The parcel came fine|It was delivered on time], [that is not the point|that is
something].

[Le prix|La carte de paiement] n'est pas le problème.
// The [price|payment card] is not the problem.

[Mon mari|Ma mère] [dit que j'exagère|n'en revient pas].
// My [husband|mother] [says I exaggerate|cannot believe it].

[Il faisait 40 degrés ce jour-là|Je travaille toute la journée], [ce n'est pas
pratique|vous imaginez].
// [It was 40 degrees that day|I work all day], [it is not easy|just imagine].

[La boutique de {city} est jolie|Vos produits sont beaux] [pourtant|d'ailleurs].
// [The {city} shop is pretty|Your products are lovely] [though|by the way].

Je n'ai [rien cassé|rien abîmé] de mon côté. // I [broke|damaged] nothing on my side.

J'ai gardé [la facture|les photos|les messages], [si besoin|au cas où].
// I kept the [invoice|pictures|messages], [if needed|just in case].

[Avec le déménagement|Avec les enfants], [je n'ai pas la tête à ça|c'est compliqué].
// [With the move|With the children], [I have no mind for this|it is complicated].
"""

# A second grievance, hinted at in a few words. The keys are the causes.
HINTS = {
    "late_delivery": """
[En plus|Et par-dessus le marché] c'est arrivé [en retard|avec trois jours de retard].
// [Besides|On top of it] it came [late|three days late].

[Je passe sur|Je ne parle même pas de] l'attente de la livraison.
// [I will pass over|Not to mention] the wait for delivery.

[Et|Sans compter que] le colis a [traîné|mis dix jours].
// [And|Not counting that] the parcel [dragged|took ten days].
""",
    "damaged": """
[En plus|Et] le carton était [abîmé|écrasé].
// [Besides|And] the box was [damaged|crushed].

[Et encore|Sans parler de] {le_q} avec un coin cassé.
// [And then|Not to mention] the {q} with a broken corner.

L'emballage laissait aussi à désirer. // The packaging was not great either.
""",
    "wrong_item": """
[En plus|Et] la couleur n'était pas la bonne.
// [Besides|And] the colour was not the right one.

Il manquait aussi {un_q} dans le colis. // The parcel was also missing {a_q}.

[Et|D'ailleurs] vous aviez déjà [confondu|inversé] deux articles la dernière fois.
// [And|By the way] you had already [mixed up|swapped] two items last time.
""",
    "billing": """
[En plus|Et] la facture est [fausse|plus élevée que prévu].
// [Besides|And] the invoice is [wrong|higher than expected].

Je me demande [aussi|au passage] pourquoi j'ai payé [les frais de port|plein tarif].
// I [also wonder|wonder by the way] why I paid [shipping|full price].

[Et|Sans oublier que] ma carte a été débitée [aussitôt|tout de suite].
// [And|Not forgetting that] my card was charged [at once|straight away].
""",
    "product_quality": """
[En plus|Et] la qualité [baisse|n'est plus là].
// [Besides|And] the quality [is dropping|has gone].

{Le_q} non plus n'est pas [terrible|une réussite].
// The {q} is not [great|a success] either.

[Franchement|Et] pour ce prix la matière est [décevante|médiocre].
// [Frankly|And] at that price the material is [disappointing|poor].
""",
    "staff": """
[En plus|Et] la personne au téléphone était [désagréable|pressée].
// [Besides|And] the person on the phone was [unpleasant|in a rush].

[Et encore|Sans parler de] l'accueil au magasin de {city}.
// [And then|Not to mention] the welcome at the {city} shop.

Votre conseillère n'a [rien voulu savoir|pas su quoi dire].
// Your adviser [would not hear of it|did not know what to say].
""",
    "website": """
[En plus|Et] le site [bugue|ne marche pas] quand je veux [vous écrire|voir le suivi].
// [Besides|And] the site [is broken|fails] when I try to [write to you|see the
tracking].

[Le formulaire en ligne|Mon compte] ne [fonctionne|s'ouvre] même pas.
// [The online form|My account] does not even [work|open].

J'ai dû m'y reprendre à trois fois sur l'application.
// It took me three goes on the app.
""",
    "refund": """
[Et|En plus] j'attends encore [le remboursement|l'avoir] de la dernière fois.
// [And|Besides] I am still waiting for the [refund|credit note] from last time.

Si c'est comme pour mon retour précédent, [bon courage|merci bien].
// If it goes like my last return, [good luck to me|thanks a lot].

[Vous ne voulez|On ne veut] même pas le reprendre.
// [You|They] will not even take it back.
""",
}

URGENCY = {
    "low": """
[Rien de grave|Ce n'est pas urgent], [je voulais juste le signaler|prenez votre temps].
// [Nothing serious|No hurry], [I just wanted to mention it|take your time].

[C'est surtout pour que vous le sachiez|À titre d'information].
// [Mostly so that you know|For your information].

[Pas dramatique|Un détail] mais [dommage|à corriger].
// [Not a tragedy|A detail] but [a pity|worth fixing].

[Je peux attendre|On peut voir ça la semaine prochaine].
// [I can wait|We can look at it next week].
""",
    "normal": """
Merci de [faire le nécessaire|traiter ma demande].
// Please [do what is needed|deal with my request].

[J'attends votre réponse|Dans l'attente de votre retour].
// [I await|Looking forward to] your reply.

[Que comptez-vous faire|Quelle solution proposez-vous] ?
// What [will you do|do you suggest]?

[Tenez-moi au courant|Répondez-moi vite]. // [Keep me posted|Answer me soon].

[Je compte sur vous|Faites le point]. // [I count on you|Look into it].
""",
    "high": """
[URGENT|Très urgent], [le mariage est samedi|c'est pour demain|il me faut une solution
ce soir].
// [URGENT|Very urgent], [the wedding is on Saturday|it is for tomorrow|I need a
solution tonight].

[Mon fils a été malade|Ma fille a dû voir un médecin|Ma mère en a pleuré], [vous êtes
responsables|c'est grave].
// [My son was ill|My daughter had to see a doctor|It made my mother cry], [you are
responsible|it is serious].

Sans [réponse|solution] sous [24h|48h] je [saisis une association de
consommateurs|dépose plainte|contacte un avocat].
// Without [an answer|a solution] within [24|48] hours I [go to a consumer
association|go to the police|call a lawyer].

[Rappelez-moi aujourd'hui|Il me faut une réponse aujourd'hui même], [c'est grave|je n'ai
plus de quoi payer].
// [Call me today|I need an answer this very day], [it is serious|I have nothing left to
pay with].

[Ne me laissez pas comme ça|Quelqu'un va finir par se blesser], [faites vite|réagissez
tout de suite].
// [Do not leave me like this|Somebody will end up hurt], [be quick|act at once].
""",
}

DEMANDS = """
[Je souhaite|Je voudrais] [un geste|une réponse claire].
// [I wish for|I would like] [a gesture|a clear answer].

[Remplacez|Échangez] {le_p} [s'il vous plaît|svp].
// [Replace|Exchange] the {p} [please|pls].

[Remboursez-moi|Je demande le remboursement]. // [Refund me|I ask for a refund].

[Une remise|Un geste commercial] me semblerait [la moindre des choses|normal].
// [A discount|A goodwill gesture] would be [the least|normal].

[Expliquez-moi|Dites-moi] ce qui s'est passé. // [Explain|Tell me] what happened.

[Appelez-moi|Joignez-moi] [après 18h|le matin|au même numéro].
// [Call|Reach] me [after 6|in the morning|on the same number].

[Des excuses|Deux mots d'excuse] [suffiraient|feraient plaisir].
// [Apologies|A word of apology] would [do|be nice].

[Que faire|Comment procéder] ? // [What should I do|How do I go about it]?
"""

ENDINGS = {
    "polite": """
[Merci beaucoup|Merci d'avance] [et bonne journée|pour votre aide].
// [Many thanks|Thanks in advance] [and have a good day|for your help].

[Bien cordialement|Cordialement]. // [Kind regards|Regards].

Choukrane, [bon courage|merci]. // Choukrane, [all the best|thank you].

[Avec mes remerciements|Bien à vous]. // [With thanks|Yours].

[Inchallah vous trouverez une solution|Je sais que vous faites au mieux].
// [Inshallah you will find a solution|I know you do your best].
""",
    "neutral": """
Cordialement. // Regards.

Merci. // Thanks.

[Bonne réception|À vous lire]. // [Awaiting your answer|Hoping to hear from you].
""",
    "angry": """
[Jamais plus|Plus jamais] chez vous. // [Never again|No more] with you.

Je vais le raconter [partout|sur les réseaux|à tout le monde].
// I will tell [everywhere|it online|everyone].

[Vous perdez|Vous venez de perdre] un bon client.
// You [are losing|have just lost] a good customer.

[Bravo|Félicitations], [vraiment|quel service].
// [Well done|Congratulations], [really|what a service].

[On se moque de nous|Vous vous fichez du monde].
// [You take us for fools|You could not care less].

Aucun respect [pour le client|des gens]. // No respect for [customers|people].
""",
}

# noun, gender, with its French article, noun in English, with its English article
NOUNS = {
    "home": """
plat à tajine, m, un plat à tajine, tagine dish, a tagine dish
théière, f, une théière, teapot, a teapot
plateau gravé, m, un plateau gravé, engraved tray, an engraved tray
applique murale, f, une applique murale, wall light, a wall light
tapis de salon, m, un tapis de salon, living-room rug, a living-room rug
coussin, m, un coussin, cushion, a cushion
miroir sculpté, m, un miroir sculpté, carved mirror, a carved mirror
saladier en thuya, m, un saladier en thuya, thuya salad bowl, a thuya salad bowl
vase, m, un vase, vase, a vase
nappe brodée, f, une nappe brodée, embroidered tablecloth, an embroidered tablecloth
lanterne, f, une lanterne, lantern, a lantern
bougie parfumée, f, une bougie parfumée, scented candle, a scented candle
pouf en cuir, m, un pouf en cuir, leather pouffe, a leather pouffe
carafe, f, une carafe, carafe, a carafe
service à thé, m, un service à thé, tea set, a tea set
couscoussier, m, un couscoussier, couscous steamer, a couscous steamer
cocotte, f, une cocotte, cooking pot, a cooking pot
moulin à épices, m, un moulin à épices, spice grinder, a spice grinder
""",
    "fine_food": """
coffret de dattes, m, un coffret de dattes, box of dates, a box of dates
huile d'olive, f, de l'huile d'olive, olive oil, some olive oil
miel de thym, m, du miel de thym, thyme honey, some thyme honey
confiture de figues, f, de la confiture de figues, fig jam, some fig jam
coffret de pâtisseries, m, un coffret de pâtisseries, pastry box, a pastry box
thé vert, m, du thé vert, green tea, some green tea
amlou, m, de l'amlou, amlou, some amlou
safran, m, du safran, saffron, some saffron
coffret gourmand, m, un coffret gourmand, gourmet box, a gourmet box
café aux épices, m, du café aux épices, spiced coffee, some spiced coffee
panier du ramadan, m, un panier du ramadan, Ramadan hamper, a Ramadan hamper
assortiment d'épices, m, un assortiment d'épices, spice assortment, a spice assortment
nougat, m, du nougat, nougat, some nougat
""",
    "beauty": """
huile d'argan, f, de l'huile d'argan, argan oil, some argan oil
savon noir, m, du savon noir, black soap, some black soap
eau de rose, f, de l'eau de rose, rose water, some rose water
crème de jour, f, une crème de jour, day cream, a day cream
eau de parfum, f, une eau de parfum, eau de parfum, an eau de parfum
gommage, m, un gommage, scrub, a scrub
masque au ghassoul, m, un masque au ghassoul, clay mask, a clay mask
shampoing, m, un shampoing, shampoo, a shampoo
coffret hammam, m, un coffret hammam, hammam set, a hammam set
baume à lèvres, m, un baume à lèvres, lip balm, a lip balm
lait corporel, m, un lait corporel, body lotion, a body lotion
sérum, m, un sérum, serum, a serum
fond de teint, m, un fond de teint, foundation, a foundation
""",
}
