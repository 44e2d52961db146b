using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Audit;

/// <summary>What goes into the body of a fact comes out again, and what does not fit is refused where it is put in.</summary>
public sealed class FactBodyTests
{
    private static readonly Fact Fact = SampleChain.FactOf(
        1,
        new FactBody()
            .Add("text", "須坂")
            .Add("nothing", (string?)null)
            .Add("number", -5)
            .Add("flag", true)
            .Add("day", A(2026, 4, 1))
            .Add("noDay", (DateOnly?)null)
            .Add("at", SampleChain.Start)
            .Add("list", ["a", "b"])
            .Add("mixed", [new FactBody().Add("a", 1)])
            .Add("nested", new FactBody().Add("text", "inside").Add("list", ["c"]))
            .ToJson()
    );

    private static DateOnly? A(int year, int month, int day) => new(year, month, day);

    [Fact]
    public void A_wording_is_kept_as_code_and_values()
    {
        var body = new FactBody().Add("reasons", [Wording.Of("Table.and", Wording.Of("Table.empty"), "須\"坂"), Wording.Of("Table.tabs")]);
        Assert.Equal(
            """{"reasons":[{"code":"Table.and","values":[{"code":"Table.empty","values":[]},"須\"坂"]},{"code":"Table.tabs","values":[]}]}""",
            body.ToJson().Text
        );
    }

    [Fact]
    public void A_member_is_read_by_its_name_and_kind_on_the_first_level_only()
    {
        Assert.Equal("須坂", Fact.BodyText("text"));
        Assert.Equal("2026-04-01", Fact.BodyText("day"));
        Assert.Equal("2026-04-01T00:00:00.000Z", Fact.BodyText("at"));
        Assert.Equal(-5, Fact.BodyNumber("number"));
        Assert.Equal(["a", "b"], Fact.BodyTexts("list"));
        Assert.Equal("""{"list":["c"],"text":"inside"}""", Fact.BodyMember("nested"));
        Assert.Equal("\"須坂\"", Fact.BodyMember("text"));
        Assert.Equal("true", Fact.BodyMember("flag"));
    }

    [Theory]
    [InlineData("nothing"), InlineData("noDay"), InlineData("flag"), InlineData("nested"), InlineData("mixed"), InlineData("missing")]
    public void What_is_another_kind_or_not_there_is_no_text_no_number_and_no_list(string key)
    {
        Assert.Null(Fact.BodyText(key));
        Assert.Null(Fact.BodyNumber(key));
        Assert.Empty(Fact.BodyTexts(key));
    }

    [Fact]
    public void What_is_not_there_is_no_member_and_null_is_one()
    {
        Assert.Null(Fact.BodyMember("missing"));
        Assert.Equal("null", Fact.BodyMember("noDay"));
        Assert.Null(SampleChain.FactOf(1, CanonicalJson.Empty).BodyMember("text"));
    }

    [Fact]
    public void A_number_that_other_languages_would_round_and_a_fraction_of_none_is_refused()
    {
        const long Most = 9007199254740991;
        Assert.Equal($$"""{"a":{{Most}},"b":-{{Most}}}""", new FactBody().Add("a", Most).Add("b", -Most).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactBody().Add("a", Most + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FactBody().Add("a", -Most - 1));
    }

    [Theory]
    [InlineData(""), InlineData("a\"b"), InlineData("氏名"), InlineData("a\nb"), InlineData("once")]
    public void A_name_that_is_not_canonical_or_was_there_before_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new FactBody().Add("once", 1).Add(key, 2));

    [Fact]
    public void A_fact_without_id_tenant_or_kind_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Of(default, SampleChain.Tenant, FactKind.PlanMade));
        Assert.Throws<ArgumentException>(() => Of(FactId.Parse("a"), default, FactKind.PlanMade));
        Assert.Throws<ArgumentException>(() => Of(FactId.Parse("a"), SampleChain.Tenant, default));
        Assert.NotNull(Of(FactId.Parse("a"), SampleChain.Tenant, FactKind.PlanMade));

        static Fact Of(FactId id, TenantId tenant, FactKind kind) =>
            new(id, tenant, SampleChain.Start, kind, Actor.Parse("1"), "s", CanonicalJson.Empty, "p", "r");
    }

    [Theory]
    [InlineData(""), InlineData("a b"), InlineData("a\"b"), InlineData("a\\b"), InlineData("a\u007f"), InlineData("é")]
    public void An_id_is_printable_without_what_needs_escaping(string id) => Assert.Throws<FormatException>(() => FactId.Parse(id));

    [Fact]
    public void An_id_has_at_most_its_length()
    {
        var longest = new string('~', FactId.MaxLength);
        Assert.Equal(longest, FactId.Parse(longest).Value);
        Assert.Throws<FormatException>(() => FactId.Parse(longest + "~"));
    }
}
