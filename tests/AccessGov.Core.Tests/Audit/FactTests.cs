using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Kernel;
using CsCheck;

namespace AccessGov.Core.Tests.Audit;

public sealed class FactTests
{
    [Fact]
    public void A_fact_reads_back_as_it_was_written_sealed_and_unsealed() =>
        SampleChain.Any.Sample(
            chain =>
            {
                foreach (var line in chain.Facts.Split('\n')[..^1])
                {
                    var read = SealedFact.Parse(Encoding.UTF8.GetBytes(line));
                    Assert.Equal(read.Fact, FactText.Read(Encoding.UTF8.GetBytes(FactText.Write(read.Fact))));
                    Assert.Equal(line, read.Line);
                }
            },
            iter: SampleChain.Cases,
            threads: 2
        );

    [Fact]
    public void The_format_does_not_change_by_accident()
    {
        var (line, head) = AuditChain.Append(
            AuditChain.Genesis(SampleChain.Tenant),
            SampleChain.FactOf(1, new FactBody().Add("1", "須坂").ToJson())
        );
        Assert.Equal(
            """
            {"actor":"trigger:Test","at":"2026-04-01T00:00:00.000Z","body":{"1":"須坂"},"id":"test/1","kind":"plan-made",
            "partition":"suzaka|plan:1","row":"fact|000001","seq":1,"subject":"001234","tenant":"suzaka"}
            """.ReplaceLineEndings(""),
            line.Line[8..^75]
        );
        Assert.Equal("a583ba4fc0e7c4629310c61cfbe1bfab64d39c53a1806deaef88fc2478e6dddb", head.Hash.Value);
    }

    [Fact]
    public void A_fact_of_another_tenant_is_not_sealed() =>
        Assert.Throws<ArgumentException>(() =>
            AuditChain.Append(AuditChain.Genesis(TenantId.Parse("nagano")), SampleChain.FactOf(1, CanonicalJson.Empty))
        );

    [Fact]
    public void An_instant_that_is_not_utc_or_finer_than_a_millisecond_is_refused()
    {
        static Fact At(DateTimeOffset at) =>
            new(FactId.Parse("a"), SampleChain.Tenant, at, FactKind.PlanMade, Actor.Parse("1"), "s", CanonicalJson.Empty, "p", "r");
        var fine = new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9)).AddTicks(12345);
        Assert.Throws<ArgumentException>(() => At(fine));
        Assert.Throws<ArgumentException>(() => At(fine.ToUniversalTime()));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, 1, TimeSpan.Zero), At(Fact.Truncate(fine)).At);
    }

    [Fact]
    public void An_intent_without_its_action_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SampleChain.FactOf(1, CanonicalJson.Empty, kind: FactKind.ActionIntended));
        Assert.Throws<ArgumentException>(() =>
            SampleChain.FactOf(1, new FactBody().Add("action", "a").ToJson(), kind: FactKind.ActionApplied)
        );
    }

    [Theory]
    [InlineData("Plan-made"), InlineData("plan--made"), InlineData("-plan"), InlineData("pl"), InlineData("plan_made")]
    public void A_kind_is_kebab_case(string kind) => Assert.Throws<FormatException>(() => FactKind.Parse(kind));

    [Theory]
    [InlineData("os:"), InlineData("trigger:"), InlineData("山田"), InlineData(""), InlineData("os:a\nb"), InlineData("12345678901234567")]
    public void An_actor_is_an_employee_a_user_or_a_trigger(string actor) => Assert.Throws<FormatException>(() => Actor.Parse(actor));

    [Theory]
    [InlineData("001234"), InlineData("os:CITY\\tanaka"), InlineData("trigger:SealAudit"), InlineData("app:人事連携")]
    public void An_actor_reads_back(string actor) => Assert.Equal(actor, Actor.Parse(actor).ToString());

    [Fact]
    public void An_actor_s_name_has_at_most_its_length_and_a_fact_needs_a_real_one()
    {
        Assert.Equal(124, Actor.Parse("app:" + new string('a', 120)).ToString()!.Length);
        Assert.Throws<FormatException>(() => Actor.Parse("app:" + new string('a', 121)));
        Assert.Throws<ArgumentException>(() =>
            new Fact(
                FactId.Parse("a"),
                SampleChain.Tenant,
                SampleChain.Start,
                FactKind.PlanMade,
                new Actor.Employee(default),
                "s",
                CanonicalJson.Empty,
                "p",
                "r"
            )
        );
    }

    [Fact]
    public void A_body_beyond_its_limit_is_refused()
    {
        var body = new FactBody().Add("a", new string('x', Fact.MaxBodyBytes)).ToJson();
        Assert.Throws<ArgumentException>(() => SampleChain.FactOf(1, body));
    }
}
