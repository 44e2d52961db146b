using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Failures;
using AccessGov.App.Texts;
using AccessGov.App.WebAuthn.Metadata;
using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

public sealed class MetadataTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Guid Model = Guid.Parse("2fc0579f-8113-47ea-b116-bb5a8db9202a");

    // Its RSA key takes longer than all tests.
    private static readonly MetadataMaker Fido = new();
    private readonly AttestationMaker maker = new();

    public void Dispose() => maker.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_FIDO_signed_is_read(bool isRsa)
    {
        using var own = new MetadataMaker(isRsa: isRsa);
        var content = own.Sign(
            12,
            "2026-05-01",
            MetadataMaker.Entry(Model, "Sandbox Key 5", [maker.Root], ("REVOKED", "2026-02-03", "2026-03-04"))
        );
        var read = Assert.IsType<MetadataRead.Read>(MetadataReader.Verify(content, [own.Root], Now));
        Assert.Equal((12L, new DateOnly(2026, 5, 1)), (read.Blob.Number, read.Blob.NextUpdate));
        var entry = read.Blob.Find(Model)!;
        Assert.Equal("Sandbox Key 5", entry.Model);
        Assert.Equal(maker.Root, Assert.Single(entry.Roots));
        Assert.Equal(new MetadataReport("REVOKED", new(2026, 2, 3), new(2026, 3, 4)), Assert.Single(entry.Reports));
        Assert.Null(read.Blob.Find(Guid.Empty));
    }

    [Fact]
    public void Who_is_not_FIDO_is_not_believed_whoever_vouches()
    {
        using var other = new MetadataMaker(isRsa: false);
        using var sibling = new MetadataMaker("mds.fidoalliance.org.example", isRsa: false);
        Refused("mds-untrusted", other.Sign(1, "2026-05-01"), Fido.Root);
        Refused("mds-untrusted", sibling.Sign(1, "2026-05-01"), sibling.Root);
        Refused("mds-untrusted", Fido.Sign("{}", change: h => h["x5c"] = new JsonArray()), Fido.Root);
        Refused("mds-untrusted", Fido.Sign("{}", change: h => h.Remove("x5c")), Fido.Root);
        // Its own root beside the certificates does not help (GHSA-6hxq-p678-4hr2).
        Refused(
            "mds-untrusted",
            other.Sign("{}", change: h => h["x5c"]!.AsArray().Add((JsonNode)Convert.ToBase64String(other.Root))),
            Fido.Root
        );
        using var late = new MetadataMaker(isRsa: false, until: Now.AddSeconds(-1));
        Refused("mds-untrusted", late.Sign(1, "2026-05-01"), late.Root);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("ES256")]
    [InlineData("RS512")]
    [InlineData("rs256")]
    [InlineData("")]
    public void Another_algorithm_than_the_key_s_own_is_refused(string algorithm) =>
        Refused("mds-signature", Fido.Sign("{}", algorithm), Fido.Root);

    [Fact]
    public void A_list_that_was_touched_is_refused()
    {
        var content = Fido.Sign(12, "2026-05-01");
        var dots = Encoding.ASCII.GetString(content).Split('.');
        var other = Encoding.ASCII.GetString(Fido.Sign(13, "2026-05-01")).Split('.');
        Refused("mds-signature", Encoding.ASCII.GetBytes($"{dots[0]}.{other[1]}.{dots[2]}"), Fido.Root);
        Refused("mds-signature", Fido.Sign("{}")[..^3], Fido.Root);
        Refused("mds-form", Encoding.ASCII.GetBytes($"{dots[0]}.{dots[1]}"), Fido.Root);
        Refused("mds-form", [], Fido.Root);
        Refused("mds-form", Encoding.ASCII.GetBytes("a.b.c"), Fido.Root);
        Refused("mds-form", [.. content, 0xFF], Fido.Root);
        Refused("mds-form", Fido.Sign("{}", change: h => h["crit"] = new JsonArray("b64")), Fido.Root);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"no":"7","nextUpdate":"2026-05-01"}""")]
    [InlineData("""{"no":7,"nextUpdate":"soon"}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":{}}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":[{"aaguid":"x"}]}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":[{"statusReports":[{}]}]}""")]
    [InlineData("""{"no":7,"no":8,"nextUpdate":"2026-05-01","entries":[]}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":[],"\ud800":1}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":[{"\udc00x":1}]}""")]
    [InlineData("""{"no":7,"nextUpdate":"2026-05-01","entries":[],"unused":["\ud800"]}""")]
    public void What_is_signed_and_has_another_form_is_refused_whole(string payload) =>
        Refused("mds-content", Fido.Sign(payload), Fido.Root);

    public static TheoryData<string, string, string> Flaws =>
        new()
        {
            { "{}", "項目「no」が0以上の整数ではありません", "Member 'no' is no whole number" },
            { """{"no":7}""", "項目「nextUpdate」がありません", "Member 'nextUpdate' was expected" },
            { """{"no":7,"nextUpdate":"soon"}""", "「soon」は日付", "'soon', which is no day" },
            { """{"no":7,"nextUpdate":"2026-05-01","entries":{}}""", "項目「entries」が一覧ではありません", "Member 'entries' is no list" },
            { """{"no":7,"nextUpdate":"2026-05-01","entries":[{"aaguid":"x"}]}""", "「x」は機種の番号", "'x' is no AAGUID" },
            {
                """{"no":7,"nextUpdate":"2026-05-01","entries":[{"aaguid":7}]}""",
                "項目「aaguid」が文字列ではありません",
                "'aaguid' is no text"
            },
            { """{"no":7,"no":8}""", "同じ項目が二つ", "has a member twice" },
            { "[]", "JSONのオブジェクトではありません", "no JSON object" },
        };

    /// <summary>What was kept is read without its signature, and told the same.</summary>
    [Theory]
    [MemberData(nameof(Flaws))]
    public void What_cannot_be_read_is_told_in_the_language_of_whoever_brings_it(string payload, string japanese, string english)
    {
        var content = Fido.Sign(payload);
        var refused = Assert.IsType<MetadataRead.Refused>(MetadataReader.Verify(content, [Fido.Root], Now));
        var damaged = Assert.Throws<DamagedException>(() => MetadataReader.ReadKept(content));
        foreach (var (language, says) in new[] { ("ja", japanese), ("en", english) })
        {
            var texts = new UiTexts(language);
            var flaw = texts.Of(refused.Content!);
            Assert.Contains(says, flaw, StringComparison.Ordinal);
            Assert.Contains(flaw, texts.Of(damaged.What), StringComparison.Ordinal);
            OneLanguage.Holds(language, texts.Of(damaged.What), payload, () => payload);
        }
    }

    [Fact]
    public void The_pinned_roots_are_GlobalSign_s_R46_and_R3() =>
        Assert.Equal(
            [
                "4FA3126D8D3A11D1C4855A4F807CBAD6CF919D3A5A88B03BEA2C6372D93C40C9",
                "CBB522D7B7F127AD6A0113865BDF1CD4102E7D0759AF635A7CF4720DC963C53B",
            ],
            MetadataRoots.Pinned().Select(r => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(r)))
        );

    [Fact]
    public void Anchors_may_be_a_root_an_intermediate_or_the_certificate_itself()
    {
        var path = maker.Make(Model).Certificates;
        using var other = new AttestationMaker();
        Assert.True(CertificatePath.Leads(path, [maker.Root], Now));
        Assert.True(
            CertificatePath.Leads(
                path,
                [
                    [],
                    other.Root,
                    maker.Root,
                ],
                Now
            )
        );
        Assert.True(CertificatePath.Leads(path, [maker.Intermediate], Now));
        Assert.True(CertificatePath.Leads([path[0]], [maker.Intermediate], Now));
        Assert.True(CertificatePath.Leads([path[0]], [path[0]], Now));
        Assert.True(CertificatePath.Leads([.. path, maker.Root], [maker.Root], Now));
        // Not another maker of the same name, not without what lies between, not with what does not belong there.
        Assert.False(CertificatePath.Leads(path, [other.Root], Now));
        Assert.False(CertificatePath.Leads(path, [other.Intermediate], Now));
        Assert.False(CertificatePath.Leads(path, [], Now));
        Assert.False(CertificatePath.Leads([path[0]], [maker.Root], Now));
        Assert.False(CertificatePath.Leads([.. path, other.Root], [maker.Root], Now));
        Assert.False(CertificatePath.Leads([path[0], path[0], path[1]], [maker.Root], Now));
        Assert.False(CertificatePath.Leads([path[1], path[0]], [maker.Root], Now));
        Assert.False(CertificatePath.Leads([.. path, other.Root], [path[0]], Now));
        Assert.False(CertificatePath.Leads(path, [maker.Root], Now.AddYears(40)));
        Assert.False(CertificatePath.Leads(maker.MakeBelowNoAuthority(Model).Certificates, [maker.Root], Now));
    }

    private static void Refused(string code, byte[] content, byte[] root)
    {
        var refused = Assert.IsType<MetadataRead.Refused>(MetadataReader.Verify(content, [root], Now));
        Assert.Equal(code, refused.Why.Code);
        // One cause, not two to choose from.
        if (code is "mds-form" or "mds-untrusted")
            Assert.NotNull(refused.Content);
    }
}
