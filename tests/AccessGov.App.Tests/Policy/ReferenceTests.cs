using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class ReferenceTests
{
    private const string Second = "\n  - { id: second, keeps: juki-inquiry, withholds: groupware, article: 第6(6) }";

    [Theory]
    [InlineData("owner: \"020100\"", "owner: ‸\"020101\"", "no org unit '020101'", "Did you mean '020100'?")]
    [InlineData("orgs: [\"020100\"]", "orgs: [\"020100\", ‸\"999999\"]", "no org unit '999999'", "Known: ")]
    [InlineData("organ: 行政委員会", "organ: ‸行政委員", "no organ '行政委員'", "Did you mean '行政委員会'?")]
    [InlineData("organ: 行政委員会, parent: \"020000\"", "organ: 行政委員会, source: ‸mayer", "no source 'mayer'", "Did you mean 'mayor'?")]
    [InlineData("parent: \"020000\"", "parent: ‸\"020001\"", "no org unit '020001'", "Did you mean '020000'?")]
    [InlineData("grants: [juki-inquiry]", "grants: [‸juki-inquery]", "no entitlement 'juki-inquery'", "Did you mean 'juki-inquiry'?")]
    [InlineData("keeps: juki-inquiry", "keeps: ‸juki", "no entitlement 'juki'", "Known: juki-inquiry, groupware")]
    [InlineData("account-article: 第6(6)", "account-article: ‸第6(7)", "no article '第6(7)'", "Did you mean '第6(6)'?")]
    [InlineData("    article: 第6(3)①", "    article: ‸第6(4)①", "no article '第6(4)①'", "Did you mean '第6(3)①'?")]
    public void A_reference_must_lead_somewhere(string old, string changed, string message, string remedy) =>
        SmallCity.Refuses(old, changed, message, remedy);

    /// <summary>It is written wrong once, whatever cites it.</summary>
    [Theory]
    [InlineData("第6(6)", "第6の(6)", "number: ")]
    [InlineData("\"020100\"", "\"市民課\"", "code: ")]
    [InlineData("juki-inquiry", "Juki-Inquiry", "id: ")]
    [InlineData("mayor", "Mayor", "id: ")]
    public void A_name_that_is_refused_where_it_is_defined_is_refused_once(string name, string wrong, string definition)
    {
        Assert.True(SmallCity.Text.Split(name).Length > 2, name);
        var text = SmallCity.Text.Replace(name, wrong, StringComparison.Ordinal);
        var error = Assert.Single(Sample.ErrorsOf(text));
        Assert.Contains(definition + wrong, text.Split('\n')[error.Line - 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number: 第6(6), title", "number: ‸第6(3)①, title", "article '第6(3)①' is defined twice; the first is in line 6")]
    [InlineData("organs: [内部部局, 行政委員会]", "organs: [内部部局, 行政委員会, ‸内部部局]", "organ '内部部局' is defined twice")]
    [InlineData(
        "max-age-days: 3 }",
        "max-age-days: 3 }\n  - { id: ‸mayor, name: 市長, max-age-days: 4 }",
        "source 'mayor' is defined twice"
    )]
    [InlineData("code: \"020200\"", "code: ‸\"020100\"", "org unit '020100' is defined twice")]
    [InlineData("  - id: citizens", "  - id: ‸base", "birthright rule 'base' is defined twice")]
    [InlineData(
        "withholds: groupware, article: 第6(6) }",
        "withholds: groupware, article: 第6(6) }\n  - { id: ‸example, keeps: x, withholds: groupware, article: 第6(6) }",
        "separation rule 'example' is defined twice"
    )]
    [InlineData(
        "note: 金庫で保管 }",
        "note: 金庫で保管 }\n  - { upn: ‸BREAKGLASS-1@mizuho.example.jp, kind: named, note: a }",
        "protected account 'breakglass-1@mizuho.example.jp' is defined twice"
    )]
    [InlineData(
        "group: 5a0d9c11-3c7e-4b58-8a66-2f1e90c4d7b3",
        "group: ‸1B4F6A52-09C7-4C39-9D1E-7A30E5B8C2D4",
        "already realises another entitlement"
    )]
    public void A_name_is_defined_once(string old, string changed, string message)
    {
        var marked = SmallCity.With(old, changed).Replace("keeps: x,", "keeps: juki-inquiry,", StringComparison.Ordinal);
        // Two rules of the same two rights are refused as well; here the name alone is judged.
        if (message.StartsWith("article", StringComparison.Ordinal))
            marked = marked.Replace("article: 第6(6)", "article: 第6(3)①", StringComparison.Ordinal); // account-article too
        if (message.StartsWith("separation", StringComparison.Ordinal))
            marked = SeparateAnotherPair(marked);
        SmallCity.RefusesText(marked, message, "");
    }

    [Fact]
    public void An_entitlement_is_defined_once() =>
        SmallCity.Refuses(
            "  - id: groupware",
            "  - id: groupware\n    name: a\n    zone: lgwan\n    classification: 1/1/1\n    owner: \"020000\"\n"
                + "    group: 0c2f3c8e-6f0f-4e0e-8a57-3a1f5f2f9a11\n    review-every-months: 1\n    article: 第6(6)\n  - id: ‸groupware",
            "entitlement 'groupware' is defined twice"
        );

    [Fact]
    public void A_separation_rule_needs_two_rights() =>
        SmallCity.Refuses("withholds: groupware", "withholds: ‸juki-inquiry", "separates 'juki-inquiry' from itself", "two different");

    [Theory]
    [InlineData("keeps: juki-inquiry, withholds: ‸groupware")]
    [InlineData("keeps: groupware, withholds: ‸juki-inquiry")]
    public void A_pair_of_rights_is_separated_once(string pair) =>
        SmallCity.Refuses(
            "withholds: groupware, article: 第6(6) }",
            "withholds: groupware, article: 第6(6) }"
                + Second.Replace("keeps: juki-inquiry, withholds: groupware", pair, StringComparison.Ordinal),
            "separated twice"
        );

    [Fact]
    public void A_My_Number_right_without_the_key_gate_is_refused()
    {
        SmallCity.Refuses("gates: [mfa-key, training]", "gates: ‸[training]", "no gate 'mfa-key'", "Add 'mfa-key'");
        SmallCity.Refuses(
            "  - id: juki-inquiry\n    name: 住民記録（照会）",
            "  - ‸id: juki-inquiry\n    name: 住民記録（照会）\n    zone: my-number\n"
                + "    classification: 3B/2/2\n    owner: \"020100\"\n    group: 0c2f3c8e-6f0f-4e0e-8a57-3a1f5f2f9a11\n    "
                + "review-every-months: 6\n    article: 第6(6)\n"
                + "  - id: other\n    name: b",
            "no gate 'mfa-key'",
            "Add 'mfa-key'"
        );
    }

    [Fact]
    public void A_protected_account_that_nobody_can_find_is_refused() =>
        SmallCity.Refuses("{ upn: breakglass-1@mizuho.example.jp, kind", "‸{ kind", "neither 'upn' nor 'object-id'", "Add one");

    [Theory]
    [InlineData("kind: break-glass, sealed: true", "kind: named, sealed: ‸true", "of kind 'break-glass'", "remove 'sealed'")]
    [InlineData("kind: break-glass, sealed: true", "kind: own, sealed: ‸true", "Only an account of kind 'break-glass'", "break-glass")]
    [InlineData("sealed: true", "sealed: ‸yes", "neither true nor false", "true or false", true)]
    [InlineData("max-hours: 4", "max-hours: ‸25", "25 is out of range", "1 to 24")]
    [InlineData("max-hours: 4", "max-hours: ‸0", "0 is out of range", "1 to 24")]
    [InlineData("sealed: true, max-hours: 4", "max-hours: ‸4", "Only a sealed account", "sealed: true")]
    [InlineData("sealed: true, max-hours: 4", "sealed: false, max-hours: ‸4", "Only a sealed account", "sealed: true")]
    [InlineData(
        "{ upn: kinkyu-juki@mizuho.example.jp, kind: break-glass, sealed: true",
        "{ object-id: 0a0d9c11-3c7e-4b58-8a66-2f1e90c4d7b3, kind: break-glass, sealed: ‸true",
        "opened by its name",
        "Add 'upn"
    )]
    public void A_seal_lies_on_a_break_glass_account_with_a_name_alone(
        string old,
        string changed,
        string message,
        string remedy,
        bool withoutHours = false
    )
    {
        var text = SmallCity.With(old, changed);
        SmallCity.RefusesText(withoutHours ? text.Replace(", max-hours: 4", "", StringComparison.Ordinal) : text, message, remedy);
    }

    [Fact]
    public void A_sealed_account_may_be_open_for_eight_hours_where_nothing_is_said()
    {
        var read = Assert.IsType<AccessGov.App.Policy.PolicyRead.Read>(Sample.Read(SmallCity.With(", max-hours: 4", "")));
        var sealedOne = read.Policy.ProtectedAccounts[^1];
        Assert.Equal((true, 8, "kinkyu-juki@mizuho.example.jp"), (sealedOne.IsSealed, sealedOne.MaxHours, sealedOne.UserPrincipalName));
        Assert.False(((AccessGov.App.Policy.PolicyRead.Read)Sample.Read(SmallCity.Text)).Policy.ProtectedAccounts[0].IsSealed);
    }

    [Fact]
    public void A_unit_without_source_or_organ_above_it_is_refused()
    {
        SmallCity.Refuses(
            "  - { code: \"090100\", name: 選挙管理委員会事務局, organ: 行政委員会, parent: \"020000\" }",
            "  - ‸{ code: \"090100\", name: 選挙管理委員会事務局, organ: 行政委員会 }",
            "has a 'source'",
            "Add 'source"
        );
        SmallCity.Refuses(
            "parent: \"020000\"",
            "parent: \"020000\", until: 2020-01-01 }\n  - { code: \"1-1\", name: a, source: mayor, organ: 内部部局, from: 2026-04-01, "
                + "until: ‸2026-03-31",
            "before it begins"
        );
    }

    [Fact]
    public void A_unit_above_itself_is_refused()
    {
        SmallCity.Refuses("parent: \"020000\"", "source: mayor, parent: ‸\"090100\"", "above itself: 090100 → 090100", "Correct 'parent'");
        SmallCity.Refuses(
            "      - { code: \"020100\"",
            "      - { parent: ‸\"090100\", code: \"020100\"",
            "has its parent already",
            "Remove 'parent'"
        );
        var errors = Sample.ErrorsOf(SmallCity.With("    source: mayor\n", "    source: mayor\n    parent: \"090100\"\n"));
        Assert.Contains("above itself: 020000 → 090100 → 020000", errors[0].Message(), StringComparison.Ordinal);
        Assert.Contains("above itself: 090100 → 020000 → 090100", errors[^1].Message(), StringComparison.Ordinal);
    }

    private static string SeparateAnotherPair(string marked) =>
        marked
            .Replace(
                "- { id: ‸example, keeps: juki-inquiry, withholds: groupware",
                "- { id: ‸example, keeps: third, withholds: groupware",
                StringComparison.Ordinal
            )
            .Replace(
                "  - id: groupware\n",
                "  - id: third\n    name: a\n    zone: lgwan\n    classification: 1/1/1\n    owner: \"020000\"\n"
                    + "    group: 0c2f3c8e-6f0f-4e0e-8a57-3a1f5f2f9a11\n    review-every-months: 1\n    article: 第6(6)\n  - id: "
                    + "groupware\n",
                StringComparison.Ordinal
            );
}
