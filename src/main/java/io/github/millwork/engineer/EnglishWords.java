package io.github.millwork.engineer;

import java.util.List;

/** The most common words of English that say little of what a text is about. */
final class EnglishWords {
    /** Articles, pronouns, prepositions, conjunctions, auxiliary verbs and a few adverbs, in lower case. */
    static final List<String> COMMON = List.of(
            ("a an the this that these those such same other another each every either neither both all any some no none "
                            + "few many much more most less least several own "
                            + "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his "
                            + "himself she her hers herself it its itself they them their theirs themselves one who whom "
                            + "whose which what whatever whoever someone something anyone anything everyone everything "
                            + "nobody nothing "
                            + "about above across after against along among around as at before behind below beneath "
                            + "beside between beyond by down during except for from in inside into like near of off on "
                            + "onto out outside over past per since through throughout till to toward towards under until "
                            + "up upon via with within without "
                            + "and but or nor so yet if unless although though because while whereas whether than then "
                            + "when whenever where wherever why how "
                            + "am is are was were be been being have has had having do does did doing done can could may "
                            + "might must shall should will would ought cannot "
                            + "not only very too also just again already almost always ever never often here there now "
                            + "once quite rather still thus hence therefore however even else perhaps maybe well")
                    .split(" "));

    private EnglishWords() {}
}
