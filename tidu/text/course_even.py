"""Sentences of the experiment `even` (C28)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "course_even.title": ("Is a number even?", "这个数是偶数吗？"),
    "course_even.see": (
        "Of the numbers from 0 to {largest}, {seen} were shown to a network of width {width}, with the "
        "answer even or odd; then it was asked about the other {unseen}. One network was given the number "
        "itself (brought to the range from −1 to 1), the other its {bits} binary digits. Right answers on "
        "the numbers shown and on those not shown: {number_seen:.0f} % and {number_unseen:.0f} % from the "
        "number, {digits_seen:.0f} % and {digits_unseen:.0f} % from the digits. Tossing a coin gives 50 %.",
        "在 0 到 {largest} 这些数中，拿 {seen} 个连同奇偶的答案给一个有 {width} 个神经元的网络看，再拿其余"
        " {unseen} 个去问它。一个网络得到的是数本身（缩放到 −1 到 1 之间），另一个得到的是它的 {bits} 位二"
        "进制数字。在看过的和没看过的数上，答对的比例是：用数本身 {number_seen:.0f} % 和 "
        "{number_unseen:.0f} %，用二进制数字 {digits_seen:.0f} % 和 {digits_unseen:.0f} %。抛硬币是 50 %。",
    ),
    "course_even.guesses": (
        "From the number itself the network only guesses. Even and odd take turns at every step, {largest}"
        " times over the whole range, while a network has no more corners than hinges (here {width}). And "
        "even one that learned every number shown by heart would know nothing of its neighbours: what is "
        "near here is no sign of what is alike.",
        "只看数本身，网络不过是在猜。奇偶每走一步就交替一次，整个范围内要变 {largest} 次，而折角不会多于折"
        "线神经元（这里有 {width} 个）。况且，就算把看过的数全背下来，对相邻的数也一无所知：在这里，靠得近"
        "并不说明性质相同。",
    ),
    "course_even.guesses_anyway": (
        "From the number itself the network only guesses about what it has not seen. It has {width} hinges, "
        "enough to bend at every single number and to learn those shown by heart; of their neighbours it "
        "would still know nothing. What is near here is no sign of what is alike.",
        "只看数本身，对没看过的数它不过是在猜。它有 {width} 个折线神经元，足够在每个数上弯一次，把看过的数"
        "背下来；可对相邻的数仍然一无所知。在这里，靠得近并不说明性质相同。",
    ),
    "course_even.lucky": (
        "From the number itself it is right more often than a coin this time. With so few numbers that is "
        "luck, or corners placed one by one; more digits end it.",
        "这一次，只看数本身也比抛硬币强。数这么少，网络可以把折角一个一个摆好，或者只是运气好；位数一多就不"
        "行了。",
    ),
    "course_even.worse": (
        "From the number itself it is right about what it has not seen in only {number_unseen:.0f} %, "
        "less often than a coin. It answers as the numbers shown nearby would have it; but next to an even "
        "number there is always an odd one, and where more even ones were shown, more odd ones are left. "
        "What is near here is never alike.",
        "只看数本身，对没看过的数它只答对 {number_unseen:.0f} %，还不如抛硬币。它照着旁边看过的数来回答；"
        "可是偶数旁边总是奇数，哪一段看过的偶数多，剩下没看过的就是奇数多：在这里，靠得近的性质偏偏不同。",
    ),
    "course_even.few": (
        "From the number itself it has {number_unseen:.0f} % of the {unseen} numbers not shown right. So few "
        "prove nothing. But more could not help it: next to an even number there is always an odd "
        "one, and what is near here is never alike.",
        "只看数本身，没看过的 {unseen} 个数它答对 {number_unseen:.0f} %。这么少的数说明不了什么；不过数再多"
        "也帮不了它：偶数旁边总是奇数，在这里，靠得近的性质偏偏不同。",
    ),
    "course_even.by_heart": (
        "Those shown it knows by heart: {number_seen:.0f} % right from the number itself. With {width} "
        "hinges for {seen} numbers it can place corners one by one. That says nothing about the others.",
        "看过的数它倒是背下来了：只看数本身，答对 {number_seen:.0f} %。{width} 个折线神经元对 {seen} 个数，"
        "折角可以一个一个摆好。可这对别的数什么也没说。",
    ),
    "course_even.not_by_heart": (
        "Nor does it know those shown by heart: {number_seen:.0f} % right from the number itself. With "
        "{width} hinges for {seen} numbers there could be a corner wherever one is needed, but this training "
        "has not put them there. What a network could express and what training finds are two things.",
        "看过的数它也没有全背下来：只看数本身，答对 {number_seen:.0f} %。{width} 个折线神经元对 {seen} 个"
        "数，本可以在每个需要的地方都摆上折角，但这次训练没有做到。网络能表达什么，与训练能找到什么，是两回"
        "事。",
    ),
    "course_even.knows": (
        "From the digits it needed no more than to notice that the last one decides. The right picture says "
        "so: flipping the digit worth 1 moves the answer by {last_flip:.0f} percentage points, any other by "
        "at most {other_flip:.2g}. The same network, the same numbers, the same training: what made the "
        "difference is what we know about numbers and put into the input. That is prior knowledge.",
        "看二进制数字，它只需发现最后一位说了算。右图正说明这一点：把权值为 1 的那一位翻转，答案移动 "
        "{last_flip:.0f} 个百分点，翻转其他任何一位最多移动 {other_flip:.2g} 个百分点。同样的网络、同样的"
        "数、同样的训练，差别全在于我们把对数的认识放进了输入。这就是先验知识。",
    ),
    "course_even.knows_somehow": (
        "From the digits it is right nearly always, though it still looks at more of them than it needs: "
        "flipping the digit worth 1 moves the answer by {last_flip:.0f} percentage points, another one by "
        "up to {other_flip:.0f}. What we know about numbers was put into the input, and that made the "
        "difference.",
        "看二进制数字，它几乎总是对的，只是还多看了几位用不着的：把权值为 1 的那一位翻转，答案移动 "
        "{last_flip:.0f} 个百分点，翻转其他的最多移动 {other_flip:.0f} 个百分点。我们把对数的认识放进了输"
        "入，差别就在这里。",
    ),
    "course_even.not_yet": (
        "From the digits it is not always right: {digits_unseen:.0f} % on numbers it has not seen. The "
        "last digit alone decides, but from these examples, in this training, it has not found that out.",
        "看二进制数字，它并非总是对：在没看过的数上是 {digits_unseen:.0f} %。其实只有最后一位说了算，但靠"
        "这些例子、这样的训练，它还没有发现。",
    ),
    "course_even.try": (
        "Show only one number in twenty: `tidu course even --share 0.05`\n"
        "Ten times the neurons, still only the number: `tidu course even --width 320`\n"
        "Sixteen numbers: can it learn those shown by heart? `tidu course even --bits 4 --share 0.8 --width "
        "200 --lr 0.02 --epochs 2000`",
        "二十个数里只给看一个：`tidu course even --share 0.05`\n"
        "神经元多到十倍，看的仍是数本身：`tidu course even --width 320`\n"
        "一共十六个数，看过的背得下来吗？`tidu course even --bits 4 --share 0.8 --width 200 --lr 0.02 "
        "--epochs 2000`",
    ),
    "course_even.bits": (
        "Binary digits: there are 2 to this power numbers.",
        "二进制位数；数的个数是 2 的这么多次方。",
    ),
    "course_even.share": ("Part of the numbers that training sees.", "训练看到的数占多大比例。"),
    "course_even.number": ("the number", "数本身"),
    "course_even.digits": ("its binary digits", "二进制数字"),
    "course_even.seen": ("numbers shown", "看过的数"),
    "course_even.unseen": ("numbers not shown", "没看过的数"),
    "course_even.accuracy": ("right answers in % (dots: a coin)", "答对的百分比（点线：抛硬币）"),
    "course_even.probability": ("probability of “even”", "“偶数”的概率"),
    "course_even.flip": ("worth of the digit that is flipped", "被翻转的那一位的权值"),
    "course_even.moved": ("the answer moves, percentage points", "答案移动的百分点"),
}
