using AccessGov.App.Audit.Log;
using AccessGov.App.Texts;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Tests.Audit;

public sealed class Ed25519Tests
{
    /// <summary>RFC 8032 §7.1, test 2.</summary>
    private static readonly byte[] PublicKey = Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

    private static readonly byte[] Signature = Convert.FromHexString(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    );

    [Fact]
    public void The_vector_of_the_RFC_holds_and_nothing_else_does()
    {
        Ed25519Check check = Ed25519.Holds;
        Assert.True(check(PublicKey, [0x72], Signature));
        Assert.False(check(PublicKey, [0x73], Signature));
        Assert.False(check(PublicKey, [0x72], Signature.AsSpan(1)));
        Assert.False(check(PublicKey.AsSpan(1), [0x72], Signature));
        Assert.False(check([], [], []));
        Assert.False(check(new byte[32], [0x72], new byte[64]));
    }

    [Theory]
    [InlineData("ja", "2行目：名前「w」は上の行にありません")]
    [InlineData("en", "Line 2: No line above has the name 'w'")]
    public void A_flaw_of_a_witness_policy_is_told_with_its_line(string language, string expected)
    {
        var read = WitnessPolicyReader.Read("# no witness\nquorum w\n"u8);
        Assert.Equal(expected, new UiTexts(language).Of(Assert.Single(read.Flaws).What));
    }

    [Fact]
    public void A_witness_that_knows_more_says_what_that_means() =>
        Assert.Equal(
            "We know size 12. If the log has fewer, it was rolled back or cut",
            new WitnessPolicyText(new UiTexts("en")).Of(new WitnessDecision.Refused(WitnessRefusal.OtherSize, 12))
        );
}
