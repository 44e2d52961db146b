using System.Formats.Asn1;
using System.Security.Cryptography;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Tests.Audit.Log;

public sealed class NoteTests
{
    private static readonly TreeHead Eight = new(8, Tlog.Digests(Tlog.Vectors.GetProperty("roots"))[8]);

    [Fact]
    public void A_checkpoint_signed_with_Ed25519_is_that_of_the_vectors()
    {
        var note = Tlog.Ed25519Log.Note(Eight);
        Assert.Equal(Tlog.Text("ed", "body"), note.Text);
        Assert.Equal(Tlog.Text("ed", "line"), Assert.Single(note.Signatures).Line);
        Assert.Equal(Tlog.Text("ed", "vkey"), $"{Tlog.Ed25519Log.Key}");
        var vouch = Assert.Single(Tlog.Knowing(Tlog.Ed25519Log).Check(Read($"{note}")).Holding);
        Assert.Equal((Tlog.Ed25519Log.Key, null), (vouch.Key, vouch.At));
    }

    [Fact]
    public void A_cosignature_is_that_of_the_vectors_and_tells_its_time()
    {
        var note = Tlog.Ed25519Log.Note(Eight).CosignedBy(Tlog.Witness, Tlog.Cosigned);
        Assert.Equal(Tlog.Text("co", "line"), note.Signatures[1].Line);
        Assert.Equal(Tlog.Text("co", "vkey"), $"{Tlog.Witness.Key}");
        var check = Tlog.Knowing(Tlog.Witness).Check(Read($"{note}"));
        Assert.True(check.IsSound);
        Assert.Equal(Tlog.Cosigned, Assert.Single(check.Holding).At);
    }

    [Fact]
    public void Our_own_signature_has_the_id_that_the_key_has_today_and_is_DER()
    {
        var note = Tlog.EcdsaLog.Note(Eight);
        var key = Tlog.EcdsaLog.Key;
        Assert.True(Tlog.Knowing(Tlog.EcdsaLog).Check(Read($"{note}")).IsSound);
        Assert.Equal(KeyId.Of(key.PublicKey.Span).Value[..8], $"{key.Id}");
        Assert.True(NoteKey.TryParse($"{key}", out var again, out _));
        Assert.Equal(key, again);
        Assert.InRange(note.ToString().Length, 200, 240);
    }

    [Fact]
    public void A_note_of_the_format_s_own_page_verifies()
    {
        Assert.True(NoteKey.TryParse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", out var key, out _));
        var note = Read(
            "This is an example message.\n\n— example.com/foo "
                + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
        );
        Assert.True(new NoteKeys([key], Tlog.Ed25519).Check(note).IsSound);
    }

    [Fact]
    public void Lines_of_unknown_keys_are_passed_over_however_many()
    {
        var note = Tlog.EcdsaLog.Note(Eight);
        for (var i = 0; i < 20; i++)
            note = note.CosignedBy(Tlog.WitnessOf($"w{i}", [.. Enumerable.Repeat((byte)i, 32)]), Tlog.Cosigned);
        var read = Read($"{note}");
        Assert.Equal(21, read.Signatures.Count);
        Assert.True(Tlog.Knowing(Tlog.EcdsaLog).Check(read).IsSound);
        Assert.False(Tlog.Knowing(Tlog.NewLog()).Check(read).IsSound);
        Assert.Empty(Tlog.Knowing(Tlog.NewLog()).Check(read).Failing);
    }

    [Fact]
    public void A_known_signature_that_fails_condemns_the_note()
    {
        var other = Tlog.EcdsaLog.Note(Eight with { Size = 9 });
        var note = Tlog.Ed25519Log.Note(Eight).With(other.Signatures);
        var check = Tlog.Knowing(Tlog.Ed25519Log, Tlog.EcdsaLog).Check(note);
        Assert.Equal(Tlog.Ed25519Log.Key, Assert.Single(check.Holding).Key);
        Assert.Equal(other.Signatures, check.Failing);
        Assert.False(check.IsSound);
    }

    [Fact]
    public void A_text_with_empty_lines_splits_at_the_last_one()
    {
        var line = Tlog.Ed25519Log.Note(Eight).Signatures[0];
        foreach (var text in new[] { "a\n\nb\n", "a\n\n", "\n", "\n\n\n", $"a\n\n{line.Line}\n" })
            Assert.Equal(text, Read($"{new SignedNote(text, [line])}").Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\n")]
    [InlineData("a\n\n")]
    [InlineData("a\n\n— w AAAAAAA=")]
    [InlineData("a\n\n- w AAAAAAA=\n")]
    [InlineData("a\n\n― w AAAAAAA=\n")]
    [InlineData("a\n\n—  w AAAAAAA=\n")]
    [InlineData("a\n\n— w AAAAAAA= \n")]
    [InlineData("a\n\n— w AAAAAAB=\n")]
    [InlineData("a\n\n— w AAAAAAA\n")]
    [InlineData("a\n\n— w AAAAAA==\n")]
    [InlineData("a\n\n— w+v AAAAAAA=\n")]
    [InlineData("a\n\n— w\u3000v AAAAAAA=\n")]
    [InlineData("a\n\n—  AAAAAAA=\n")]
    [InlineData("a\n\n— w AAAAAAA=\nb\n")]
    [InlineData("a\r\n\n— w AAAAAAA=\n")]
    [InlineData("a\r\n\r\n— w AAAAAAA=\r\n")]
    [InlineData("a\tb\n\n— w AAAAAAA=\n")]
    public void What_is_no_note_is_refused(string text)
    {
        Assert.False(SignedNote.TryParse(Tlog.Utf8(text), out var note, out var flaw));
        Assert.Null(note);
        Assert.NotEmpty(flaw.Key);
    }

    [Fact]
    public void A_note_has_limits()
    {
        var line = Tlog.Ed25519Log.Note(Eight).Signatures[0].Line + "\n";
        var lines = string.Concat(Enumerable.Repeat(line, SignedNote.MaxSignatures));
        Assert.True(SignedNote.TryParse(Tlog.Utf8("a\n\n" + lines), out _, out _));
        Assert.False(SignedNote.TryParse(Tlog.Utf8("a\n\n" + lines + line), out _, out _));
        Assert.False(SignedNote.TryParse(Tlog.Utf8(new string('a', SignedNote.MaxBytes) + "\n\n" + line), out _, out _));
        Assert.False(SignedNote.TryParse([0xff, .. Tlog.Utf8("a\n\n" + line)], out _, out _));
        Assert.Throws<ArgumentException>(() => new SignedNote("a\n", []));
        Assert.Throws<ArgumentException>(() => new SignedNote("a", Tlog.Ed25519Log.Note(Eight).Signatures));
        Assert.Throws<ArgumentException>(() => new SignedNote("\ud842\n", Tlog.Ed25519Log.Note(Eight).Signatures));
    }

    [Theory]
    [InlineData("o\n8\nROOT\n", true)]
    [InlineData("o\n0\nROOT\n", true)]
    [InlineData("o\n9007199254740991\nROOT\n", true)]
    [InlineData("o\n9007199254740992\nROOT\n", false)]
    [InlineData("o\n99999999999999999999\nROOT\n", false)]
    [InlineData("o\n08\nROOT\n", false)]
    [InlineData("o\n+8\nROOT\n", false)]
    [InlineData("o\n-8\nROOT\n", false)]
    [InlineData("o\n８\nROOT\n", false)]
    [InlineData("o\n\nROOT\n", false)]
    [InlineData("o\n8\nROOT\nextension\n", false)]
    [InlineData("o\n8\nROOT", false)]
    [InlineData("o\n8\nROOT=\n", false)]
    [InlineData("o\n8\n\n", false)]
    [InlineData("o p\n8\nROOT\n", false)]
    [InlineData("\n8\nROOT\n", false)]
    public void A_checkpoint_is_three_lines_in_one_spelling(string text, bool taken)
    {
        text = text.Replace("ROOT", Eight.Root.Base64, StringComparison.Ordinal);
        Assert.Equal(taken, LogCheckpoint.TryParse(text, out var checkpoint, out var flaw));
        Assert.Equal(taken ? text : null, checkpoint?.Text);
        Assert.Equal(taken, flaw is null);
    }

    [Theory]
    [InlineData("example.com/foo")]
    [InlineData("example.com/foo+530d903a")]
    [InlineData("example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2")]
    [InlineData("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==")]
    [InlineData("example.com/foo+530d903a+BukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/foo+530d903a+")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_key_is_refused(string? text)
    {
        Assert.False(NoteKey.TryParse(text, out var key, out var flaw));
        Assert.Null(key);
        Assert.NotEmpty(flaw.Key);
    }

    [Fact]
    public void A_key_of_another_curve_or_spelling_or_length_is_refused()
    {
        using var large = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.ThrowsAny<FormatException>(() => NoteKey.Ecdsa(Tlog.Origin, large.ExportSubjectPublicKeyInfo()));
        Assert.ThrowsAny<FormatException>(() => NoteKey.Ecdsa(Tlog.Origin, [.. Tlog.EcdsaLog.Key.PublicKey.Span, 0]));
        Assert.ThrowsAny<FormatException>(() => NoteKey.Ecdsa(Tlog.Origin, []));
        var off = Tlog.EcdsaLog.Key.PublicKey.ToArray();
        off[^1] ^= 1;
        Assert.ThrowsAny<FormatException>(() => NoteKey.Ecdsa(Tlog.Origin, off));
        Assert.ThrowsAny<FormatException>(() => NoteKey.Ed25519(Tlog.Origin, new byte[31]));
        Assert.ThrowsAny<FormatException>(() => NoteKey.Cosignature(Tlog.Origin, new byte[33]));
        Assert.Throws<FormatException>(() => NoteName.Parse("a b"));
    }

    [Fact]
    public void A_key_signs_only_what_it_is_for()
    {
        var own = new LogCheckpoint(Tlog.Origin, Eight);
        var others = own with { Origin = NoteName.Parse("audit.other.example.lg.jp/accessgov/1") };
        Assert.Throws<InvalidOperationException>(() => Tlog.EcdsaLog.Sign(others));
        Assert.Throws<InvalidOperationException>(() => Tlog.Witness.Sign(own));
        Assert.Throws<InvalidOperationException>(() => Tlog.EcdsaLog.Cosign(own, Tlog.Cosigned));
        Assert.Throws<InvalidOperationException>(() => Tlog.Witness.Cosign(own, DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("0000000000000000")]
    [InlineData("0000003afff44180")]
    [InlineData("8000000000000000")]
    [InlineData("ffffffffffffffff")]
    [InlineData("")]
    public void A_cosignature_without_a_time_that_can_be_fails(string time)
    {
        var signature = Enumerable.Repeat((byte)1, 64).ToArray();
        var line = NoteSignature.Of(Tlog.Witness.Key, [.. Convert.FromHexString(time), .. time.Length > 0 ? signature : [7]]);
        var note = new SignedNote(new LogCheckpoint(Tlog.Origin, Eight).Text, [line]);
        // Whatever Ed25519 says.
        var check = new NoteKeys([Tlog.Witness.Key], (_, _, _) => true).Check(note);
        Assert.Empty(check.Holding);
        Assert.Equal([line], check.Failing);
    }

    [Theory]
    [InlineData("01", "02")]
    [InlineData("80", "ff")]
    [InlineData("00", "00")]
    public void A_raw_signature_becomes_DER_without_leading_zeros(string r, string s)
    {
        var raw = Convert.FromHexString(r.PadLeft(64, '0') + s.PadLeft(64, '0'));
        var sequence = new AsnReader(EcdsaSignature.ToDer(raw), AsnEncodingRules.DER).ReadSequence();
        Assert.Equal((Convert.ToInt32(r, 16), Convert.ToInt32(s, 16)), ((int)sequence.ReadInteger(), (int)sequence.ReadInteger()));
    }

    [Fact]
    public void A_vault_s_signatures_verify_with_whatever_zeros_they_begin()
    {
        using var vault = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = NoteKey.Ecdsa(Tlog.Origin, vault.ExportSubjectPublicKeyInfo());
        var zeros = 0;
        for (var i = 0; zeros < 3; i++)
        {
            var note = new NoteSigner(key, Sign).Note(Eight with { Size = i });
            Assert.True(new NoteKeys([key], Tlog.Ed25519).Check(note).IsSound);
        }
        Assert.Throws<FormatException>(() => EcdsaSignature.ToDer(new byte[63]));

        byte[] Sign(byte[] data)
        {
            var raw = vault.SignData(data, HashAlgorithmName.SHA256);
            zeros += raw[0] == 0 || raw[32] == 0 ? 1 : 0;
            return EcdsaSignature.ToDer(raw);
        }
    }

    private static SignedNote Read(string text)
    {
        Assert.True(SignedNote.TryParse(Tlog.Utf8(text), out var note, out var flaw), $"{flaw}");
        Assert.Equal(text, $"{note}");
        return note;
    }
}
