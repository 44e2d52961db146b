using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Policy;
using AccessGov.App.Yaml;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Tests.Policy;

public sealed class ValueTests
{
    [Theory]
    [InlineData("tenant: mizuho", "tenant: ‸Mizuho", "'Mizuho' is not allowed here", "1 to 32")]
    [InlineData("tenant: mizuho", "tenant: ‸aaaaaaaaaabbbbbbbbbbccccccccccddd", "not allowed here", "1 to 32")]
    [InlineData("time-zone: Asia/Tokyo", "time-zone: ‸Asia/Tokio", "no IANA time zone 'Asia/Tokio'", "Asia/Tokyo")]
    [InlineData("upn-suffix: \"@mizuho.example.jp\"", "upn-suffix: ‸mizuho.example.jp", "not allowed here", "'@' and a domain")]
    [InlineData("number: 第6(6), title", "number: 第6(6), title: a }\n  - { number: ‸第6の(7), title", "not allowed here", "as printed")]
    [InlineData("max-age-days: 3", "max-age-days: ‸0", "0 is out of range", "1 to 366")]
    [InlineData("max-age-days: 3", "max-age-days: ‸367", "367 is out of range", "1 to 366")]
    [InlineData("max-age-days: 3", "max-age-days: ‸\"3\"", "not a whole number", "without quotes")]
    [InlineData("max-age-days: 3", "max-age-days: ‸３", "not a whole number", "half-width")]
    [InlineData("max-age-days: 3", "max-age-days: ‸3.5", "not a whole number", "")]
    [InlineData("max-age-days: 3", "max-age-days: ‸99999999999999999999", "not a whole number", "")]
    [InlineData("name: 市民課", "name: ‸yes", "'yes' without quotes", "\"yes\"")]
    [InlineData("from: 2026-04-01", "from: ‸R8.4.1", "not a date", "2026-04-01")]
    [InlineData("from: 2026-04-01", "from: ‸2026-02-30", "not a date", "2026-04-01")]
    [InlineData("zone: my-number", "zone: ‸my-numbr", "'my-numbr' is not known", "Did you mean 'my-number'?")]
    [InlineData("classification: 3B/2/2", "classification: ‸3B/3/2", "not a classification", "3B/2/2")]
    [InlineData("confidentiality: 2, integrity: 2", "confidentiality: ‸4A, integrity: 2", "'4A' is not known", "3A")]
    [InlineData("confidentiality: 2, integrity: 2", "confidentiality: 2, integrity: ‸3", "3 is out of range", "1 to 2")]
    [InlineData("group: 1b4f6a52-09c7-4c39-9d1e-7a30e5b8c2d4", "group: ‸1b4f6a52", "not an object id", "Entra")]
    [InlineData("group: 1b4f6a52-09c7-4c39-9d1e-7a30e5b8c2d4", "group: ‸00000000-0000-0000-0000-000000000000", "not an object id", "Entra")]
    [InlineData("review-every-months: 6", "review-every-months: ‸25", "25 is out of range", "1 to 24")]
    [InlineData("gates: [mfa-key, training]", "gates: [mfa-key, ‸trainning]", "'trainning' is not known", "Did you mean 'training'?")]
    [InlineData(
        "employments: [正規, 会計年度任用, 再任用]",
        "employments: [正規, ‸会計年度]",
        "'会計年度' is not known",
        "Did you mean '会計年度任用'?"
    )]
    [InlineData("postings: [本務, 兼務]", "postings: [本務, ‸兼任]", "'兼任' is not known", "Did you mean '併任' or '兼務'?")]
    [InlineData("joiner-lead-days: 14", "joiner-lead-days: ‸91", "91 is out of range", "0 to 90")]
    [InlineData("retention-days: 365", "retention-days: ‸29", "29 is out of range", "30 to 3650")]
    [InlineData("training-valid-days: 400", "training-valid-days: ‸1101", "1101 is out of range", "30 to 1100")]
    [InlineData("lgwan: 7, internet: 7", "lgwan: ‸-1, internet: 7", "-1 is out of range", "0 to 366")]
    [InlineData("my-number: 0, lgwan: 7", "my-number: ‸1, lgwan: 7", "never overlap", "0")]
    [InlineData("lgwan: 7, internet: 7", "lgwan: 7, independent: ‸7", "nothing overlaps", "0")]
    [InlineData("other: withhold", "other: ‸withold", "'withold' is not known", "Did you mean 'withhold'?")]
    [InlineData("max-shrink-share: 0.10", "max-shrink-share: ‸10%", "'10%' is not a share", "0.05")]
    [InlineData("max-shrink-share: 0.10", "max-shrink-share: ‸1.01", "1.01 is out of range", "0 to 1")]
    [InlineData("max-rejected-share: 0.02", "max-rejected-share: ‸-0.1", "-0.1 is out of range", "0 to 1")]
    [InlineData("window-days: 7", "window-days: ‸0", "0 is out of range", "1 to 366")]
    [InlineData("minimum-population: 50", "minimum-population: ‸-1", "-1 is out of range", "0 to")]
    [InlineData("approval-from-actions: 100", "approval-from-actions: ‸0", "0 is out of range", "1 to")]
    [InlineData("approve-deletions: true", "approve-deletions: ‸yes", "neither true nor false", "true or false")]
    [InlineData("disables: { count: 15, share: 0.03 }", "disables: { count: ‸-15, share: 0.03 }", "-15 is out of range", "0 to")]
    [InlineData("count: 40, share: 0.02", "count: ‸121, share: 0.02", "already above 120 (line ", "Lower it")]
    [InlineData("count: 40, share: 0.02", "count: 40, share: ‸0.051", "already above 0.05 (line ", "Lower it")]
    [InlineData("kind: break-glass, note", "kind: ‸breakglass, note", "'breakglass' is not known", "Did you mean 'break-glass'?")]
    [InlineData("upn: breakglass-1@mizuho.example.jp", "upn: ‸breakglass-1", "not allowed here", "user principal name")]
    [InlineData("mail: johosei@mizuho.example.jp", "mail: ‸johosei", "not allowed here", "a mail address")]
    public void A_value_out_of_its_form_or_range_is_refused(string old, string changed, string message, string remedy) =>
        SmallCity.Refuses(old, changed, message, remedy);

    [Fact]
    public void A_name_that_the_directory_cannot_store_is_refused() =>
        SmallCity.Refuses("name: 市民課", "name: ‸" + new string('市', 65), "It has 65 characters", "shorter");

    [Fact]
    public void A_code_without_quotes_is_refused_because_other_programs_lose_its_zero() =>
        SmallCity.Refuses("code: \"020200\"", "code: ‸020200", "'020200' without quotes", "\"020200\"");

    [Fact]
    public void Every_word_of_the_vocabulary_means_its_own_value()
    {
        RoundTrips(PolicyVocabulary.Zones);
        RoundTrips(PolicyVocabulary.Gates);
        RoundTrips(PolicyVocabulary.Confidentialities);
        RoundTrips(PolicyVocabulary.Employments);
        RoundTrips(PolicyVocabulary.Postings);
        RoundTrips(PolicyVocabulary.Leaves);
        RoundTrips(PolicyVocabulary.Treatments);
        RoundTrips(PolicyVocabulary.Protections);
    }

    [Theory]
    [InlineData("臨時的任用職員", "temporary")]
    [InlineData("フルタイム会計年度任用職員", "fiscal-year")]
    [InlineData("パートタイム会計年度任用職員", "fiscal-year")]
    [InlineData("パートタイム会計年度任用", "fiscal-year")]
    [InlineData("任期付職員", "temporary")]
    public void A_statutory_kind_of_employment_is_known_by_its_name(string word, string kind) =>
        Assert.Equal(kind, WordLists.Known(PolicyVocabulary.Employments, word)?.English);

    [Theory]
    [InlineData("常勤", "「正規」ではありませんか（使えるのは ")]
    [InlineData("常勤職員", "「正規」ではありませんか（使えるのは ")]
    [InlineData("常勤職", "使えるのは 特別職, 正規, ")]
    [InlineData("非正規", "使えるのは 特別職, 正規, ")]
    [InlineData("非常金", "「非常勤」ではありませんか（")]
    public void The_opposite_of_a_word_is_never_suggested(string word, string remedy)
    {
        foreach (var words in new IReadOnlyList<Word>[] { PolicyVocabulary.Employments, ProfileWords.Employments })
            Assert.StartsWith(remedy, WordLists.SuggestionsFor(word, words).InJapanese(), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_words_for_one_kind_are_told_to_be_one()
    {
        var error = Assert.Single(Sample.ErrorsOf(SmallCity.With("employments: [正規, 会計", "employments: [正規, 正職員, 会計")));
        Assert.Equal("「正職員」と「正規」は同じものです（一覧に2回あることになります）", error.What.InJapanese());
        error = Assert.Single(Sample.ErrorsOf(SmallCity.With("employments: [正規, 会計", "employments: [正規, 正規, 会計")));
        Assert.Equal("「正規」が一覧に2回あります", error.What.InJapanese());
    }

    private static void RoundTrips<T>(IReadOnlyList<Word<T>> words)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>(), words.Select(w => w.Value));
        Assert.Distinct(words.SelectMany(w => w.Spellings));
        foreach (var word in words)
            Assert.All(word.Spellings, spelling => Assert.Equal(word.Value, words.Find(spelling)));
    }

    [Theory]
    [InlineData("trainng", "Did you mean 'training'?")]
    [InlineData("reveiw", "Did you mean 'review'?")]
    [InlineData("TRAINING", "Did you mean 'training'?")]
    [InlineData("xyz", "Known: training, review")]
    public void A_suggestion_is_near_or_absent(string word, string begins) =>
        Assert.StartsWith(begins, Suggestions.For(word, ["training", "review"]).InEnglish(), StringComparison.Ordinal);

    [Theory]
    [InlineData("‸2fc0579f8113", "is not an AAGUID")]
    [InlineData("‸00000000-0000-0000-0000-000000000000", "is not an AAGUID")]
    public void A_model_of_keys_has_a_number_that_keys_say(string aaguid, string message) =>
        SmallCity.Refuses("aaguid: 2fc0579f-8113-47ea-b116-bb5a8db9202a", $"aaguid: {aaguid}", message, "from its maker");

    [Fact]
    public void A_model_of_keys_stands_in_the_list_once() =>
        SmallCity.Refuses(
            "name: YubiKey 5 NFC }",
            "name: YubiKey 5 NFC }\n  - { aaguid: ‸2FC0579F-8113-47ea-b116-bb5a8db9202a, name: Again }",
            "2fc0579f-8113-47ea-b116-bb5a8db9202a"
        );
}
