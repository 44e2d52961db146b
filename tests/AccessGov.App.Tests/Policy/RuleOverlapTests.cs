using AccessGov.Tests;

namespace AccessGov.App.Tests.Policy;

public sealed class RuleOverlapTests
{
    private const string Base = "  - id: base\n    grants: [groupware]\n    employments: [正規, 会計年度任用, 再任用]\n";

    [Theory]
    [InlineData("")]
    [InlineData("    orgs: [\"020000\"]\n")]
    [InlineData("    orgs: [\"020200\", \"020100\"]\n")]
    [InlineData("    employments: [regular]\n")]
    [InlineData("    postings: [兼務, 出向]\n")]
    [InlineData("    posts: [主査]\n")]
    public void Two_rules_that_may_give_one_right_to_one_posting_are_refused(string scope) =>
        SmallCity.RefusesText(Twice(scope), "The rules 'citizens' (line ", "narrow one");

    [Theory]
    [InlineData("    orgs: [\"020200\"]\n")]
    [InlineData("    orgs: [\"090100\"]\n")]
    [InlineData("    postings: [併任]\n")]
    [InlineData("    postings: [出向, 派遣]\n")]
    [InlineData("    posts: [課長]\n")]
    public void Two_rules_that_share_no_posting_may_give_the_same_right(string scope) =>
        Assert.IsType<AccessGov.App.Policy.PolicyRead.Read>(Sample.Read(Twice(scope).Replace("‸", "", StringComparison.Ordinal)));

    [Fact]
    public void Both_rules_are_named_with_their_lines()
    {
        var text = Twice("").Replace("‸", "", StringComparison.Ordinal);
        var lines = text.Split('\n').ToList();
        var error = Assert.Single(Sample.ErrorsOf(text));
        Assert.Contains(
            $"'citizens' (line {lines.IndexOf("  - id: citizens") + 1}) and 'again' (line {lines.IndexOf("  - id: again") + 1})",
            error.Message(),
            StringComparison.Ordinal
        );
        Assert.Equal("birthright-rules[again].grants[#1]", error.Path);
    }

    [Fact]
    public void Different_employments_make_different_rules() =>
        Assert.IsType<AccessGov.App.Policy.PolicyRead.Read>(
            Sample.Read(
                SmallCity.With(
                    "    grants: [juki-inquiry]\n    orgs: [\"020100\"]\n",
                    "    grants: [juki-inquiry, groupware]\n    employments: [委託]\n    orgs: [\"020100\"]\n"
                )
            )
        );

    [Fact]
    public void A_scope_with_a_misspelt_unit_is_not_taken_for_the_whole_city() =>
        SmallCity.Refuses(
            "    orgs: [\"020100\"]\n",
            "    orgs: [\"020100\"]\n    article: 第6(6)\n  - id: again\n    grants: [juki-inquiry]\n    orgs: [‸\"0909\"]\n",
            "no org unit '0909'"
        );

    [Fact]
    public void A_scope_with_a_misspelt_key_is_not_taken_for_the_whole_city() =>
        SmallCity.Refuses(
            "    orgs: [\"020100\"]\n",
            "    orgs: [\"020100\"]\n    article: 第6(6)\n  - id: again\n    grants: [juki-inquiry]\n    ‸org: [\"090100\"]\n",
            "no key 'org'",
            "Did you mean 'orgs'?"
        );

    [Fact]
    public void Nothing_is_said_of_references_into_a_section_that_is_missing()
    {
        var text =
            SmallCity.Text[..SmallCity.Text.IndexOf("org-units:", StringComparison.Ordinal)]
            + SmallCity.Text[SmallCity.Text.IndexOf("entitlements:", StringComparison.Ordinal)..];
        Assert.Equal("The key 'org-units' is missing", Assert.Single(Sample.ErrorsOf(text)).Message());
    }

    [Fact]
    public void A_lost_line_of_a_rule_does_not_open_the_My_Number_zone_to_everybody()
    {
        SmallCity.Refuses(
            "  - id: citizens\n    grants: [juki-inquiry]\n    orgs: [\"020100\"]\n",
            "  - id: ‸citizens\n    grants: [juki-inquiry]\n",
            "has no 'orgs'",
            "orgs: all"
        );
        Assert.IsType<AccessGov.App.Policy.PolicyRead.Read>(Sample.Read(SmallCity.With("    orgs: [\"020100\"]\n", "    orgs: all\n")));
    }

    [Fact]
    public void A_unit_below_another_of_the_same_rule_is_refused() =>
        SmallCity.Refuses("orgs: [\"020100\"]", "orgs: [\"020000\", ‸\"020100\"]", "covered by 020000", "Remove 020100");

    [Fact]
    public void A_right_of_the_independent_zone_is_not_granted_by_duty() =>
        SmallCity.RefusesText(
            SmallCity
                .With("zone: LGWAN接続系", "zone: 独自系")
                .Replace("grants: [groupware]", "grants: [‸groupware]", StringComparison.Ordinal)
                .Replace(
                    "keeps: juki-inquiry, withholds: groupware",
                    "keeps: groupware, withholds: juki-inquiry",
                    StringComparison.Ordinal
                ),
            "never changed automatically"
        );

    [Fact]
    public void A_right_of_the_independent_zone_is_not_asked_for() =>
        SmallCity.RefusesText(
            Sample.Text.Replace("消防指令\n", "消防指令\n    requestable: ‸true\n", StringComparison.Ordinal),
            "cannot be asked for",
            "Remove 'requestable'"
        );

    [Fact]
    public void A_right_of_the_independent_zone_is_not_withheld() =>
        SmallCity.RefusesText(
            SmallCity
                .With("zone: LGWAN接続系", "zone: 独自系")
                .Replace(
                    Base,
                    "  - id: base\n    grants: [juki-inquiry]\n    employments: [委託]\n    orgs: all\n",
                    StringComparison.Ordinal
                )
                .Replace("withholds: groupware", "withholds: ‸groupware", StringComparison.Ordinal)
                .Replace("    orgs: [\"020100\"]\n", "    orgs: [\"020100\"]\n    employments: [正規]\n", StringComparison.Ordinal),
            "never changed automatically"
        );

    [Theory]
    [InlineData("birthright-rules")]
    [InlineData("entitlements")]
    public void A_policy_that_grants_nothing_is_refused(string section)
    {
        var lines = SmallCity.Text.Split('\n').ToList();
        var from = lines.IndexOf(section + ":");
        var to = lines.FindIndex(from + 1, line => line.Length > 0 && line[0] != ' ');
        var before = string.Concat(lines[..from].Select(line => line + "\n"));
        var after = string.Join('\n', lines[to..]);
        SmallCity.RefusesText($"{before}{section}: ‸[]\n{after}", "The list is empty");
        SmallCity.RefusesText($"‸{before}{after}", $"The key '{section}' is missing", $"Add '{section}");
    }

    /// <summary>A rule of the My Number zone says aloud that it is for the whole city.</summary>
    private static string Everywhere(string scope) => scope.Contains("orgs:", StringComparison.Ordinal) ? "" : "    orgs: all\n";

    // The rule 'citizens' has orgs, postings and posts; the other one only what is asked.
    private static string Twice(string scope)
    {
        const string end = "    posts: [主事, 主任, 主査]\n    article: 第6(6)\n";
        return SmallCity.With(end, $"{end}  - id: again\n    grants: [‸juki-inquiry]\n{Everywhere(scope)}{scope}    article: 第6(6)\n");
    }
}
