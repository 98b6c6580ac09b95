//! The maps that every export must stand: those that ship, one of 300 claims, and one that breaks
//! what is not prepared for it.

use rejoinder::formats::ron_map;
use rejoinder::model::ArgumentMap;

use super::drawing::{MAPS, map_of};
use super::generated::Debate;

/// Texts that break what is not prepared for them.
pub(crate) fn odd_texts() -> Vec<String> {
    let odd = [
        "plain & <b>tags</b> ]]> \"quoted\" 'q' <script>alert(1)</script>",
        "</template></svg></style><!-- --> &amp; &#0; ${x} `y` \\u003c",
        "שלום עולם, זה טענה ארוכה בעברית עם מספרים 123 ועוד (קצת) מילים",
        "مرحبا بالعالم هذا ادعاء طويل باللغة العربية 456",
        "emoji 🙂 👩‍👩‍👧‍👦 🇩🇪 👍🏽 in words",
        "controls \u{1}\u{7}\u{1b}[31m and \u{202E}over\u{202C} \u{FFFE} end",
        "line one\nline two\n\nline four",
        "日本語の主張はここにあります。とても長い文章です",
    ];
    let odd = odd.map(str::to_owned).into_iter();
    odd.chain(["word ".repeat(4000), "x".repeat(2000)])
        .collect()
}

/// A map in which everything that has words has odd ones.
pub(crate) fn odd_map() -> ArgumentMap {
    let quoted = |text: &str| format!("{text:?}");
    let odd = quoted("\"A\" & <B> ]]> \u{7}'q' עברית 🙂 </script>");
    let mut claims = Vec::new();
    let mut inferences = Vec::new();
    for (at, text) in odd_texts().iter().enumerate() {
        let text = quoted(text);
        claims.push(format!(
            "Claim(id: \"c{at}\", text: {text}, held_by: [Asserts(\"p\")], note: {odd}, quotes: [Quote(source: \"s\", exact: {odd})]),"
        ));
        if at > 0 {
            let stance = ["Support", "Attack"][at % 2];
            let target = (at - 1) / 3;
            inferences.push(format!(
                "Inference(id: \"i{at}\", stance: {stance}, premises: [\"c{at}\"], target: Claim(\"c{target}\"), word: {odd}),"
            ));
        }
    }
    let (claims, inferences) = (claims.concat(), inferences.concat());
    let text = format!(
        "ArgumentMap(version: 3, title: {odd}, participants: [Participant(id: \"p\", name: {odd})], \
         sources: [Source(id: \"s\", title: {odd}, author: {odd}, url: \"https://example.org/?a=1&b=<2>\")], \
         claims: [{claims}], inferences: [{inferences}], \
         views: [View(id: \"main\", steps: [Step(title: {odd}, appears: [\"c0\"], notes: [{odd}]), Step(title: {odd}, appears: [\"c1\", \"c4\"], emphasised: [\"c1\"], faded: [\"c0\"])])])"
    );
    map_of(&text)
}

/// A debate of 300 claims.
pub(crate) fn large_map() -> ArgumentMap {
    let debate = Debate {
        claim_count: 300,
        cross_percent: 4,
        seed: 3,
    };
    debate.map()
}

/// All of them, by name.
pub(crate) fn maps() -> Vec<(&'static str, ArgumentMap)> {
    let shipped = MAPS.into_iter().map(|(name, text)| (name, map_of(text)));
    shipped
        .chain([("300-claims", large_map()), ("odd", odd_map())])
        .collect()
}

/// All of them as files.
pub(crate) fn files() -> Vec<(&'static str, String)> {
    let maps = maps().into_iter();
    maps.map(|(name, map)| (name, ron_map::write(&map)))
        .collect()
}
