using System.Security.Cryptography;
using System.Text;
using AccessGov.Core.Audit;
using AccessGov.Core.Audit.Entries;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Verifying;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Tests.Audit.Log;

/// <summary>A log of some facts, as it is exported.</summary>
internal sealed record SampleLog(LogGenesis Genesis, IReadOnlyList<string> Lines)
{
    public static readonly NoteName Origin = NoteName.Parse("audit.suzaka.lg.jp/accessgov/1");
    public static readonly NoteSigner Signer = new(
        NoteKey.Ecdsa(Origin, SampleChain.Signer.ExportSubjectPublicKeyInfo()),
        text => SampleChain.Signer.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
    );

    public static SampleLog Of(IEnumerable<Fact> facts, ClosedChain? chain = null) =>
        new(
            new LogGenesis(SampleChain.Tenant, Origin, chain),
            [.. facts.Select((f, i) => LogLine.Write(new LoggedFact(f, i + 1, i + 1).Content, SeedOf(i)))]
        );

    public static FactSeed SeedOf(int i) => new(SHA256.HashData(BitConverter.GetBytes(i)));

    public string Text => string.Concat(Lines.Select(l => l + "\n"));

    public TreeHead TreeAt(int size)
    {
        var tree = new TreeGrowth();
        tree.Append(Genesis.LeafHash);
        foreach (var line in Lines.Take(size - 1))
            tree.Append(LogLine.LeafOf(Encoding.UTF8.GetBytes(line)));
        return tree.Head;
    }

    public string NoteAt(int size) => NoteOf(TreeAt(size));

    public static string NoteOf(TreeHead tree)
    {
        var checkpoint = new LogCheckpoint(Origin, tree);
        return new SignedNote(checkpoint.Text, [Signer.Sign(checkpoint)]).ToString();
    }

    /// <summary>With what is left of one fact in its place.</summary>
    public SampleLog Without(params int[] sequences) =>
        this with
        {
            Lines =
            [
                .. Lines.Select(
                    (l, i) =>
                    {
                        var line = Encoding.UTF8.GetBytes(l);
                        return sequences.Contains(i + 1)
                            ? LogLine.WriteErased(FactEntry.Of(LogLine.SeedOf(line), LogLine.ContentOf(line)), i + 1)
                            : l;
                    }
                ),
            ],
        };

    public LogVerdict Verify(
        string? genesis = null,
        string? note = null,
        string? cosigned = null,
        string? facts = null,
        IEnumerable<string>? kept = null,
        bool isKeyKnown = true
    ) =>
        LogVerifier.Verify(
            Encoding.UTF8.GetBytes(genesis ?? Genesis.Text),
            Encoding.UTF8.GetBytes(note ?? NoteAt(Lines.Count + 1)),
            Encoding.UTF8.GetBytes(cosigned ?? ""),
            new MemoryStream(Encoding.UTF8.GetBytes(facts ?? Text)),
            new LogQuestion(null, [.. (kept ?? []).Select(Read)], (_, _, _) => false, SampleChain.Start.AddDays(1), TimeSpan.FromDays(7))
            {
                OwnKeys = isKeyKnown ? [Signer.Key] : [],
            }
        );

    private static SignedNote Read(string text)
    {
        Assert.True(SignedNote.TryParse(Encoding.UTF8.GetBytes(text), out var note, out var flaw), $"{flaw}");
        return note;
    }

    /// <summary>A fact about erasing, as two people or one make it.</summary>
    public static Fact Told(int i, FactKind kind, string actor, string subject, CanonicalJson body) =>
        new(FactId.Parse($"test/{i}"), SampleChain.Tenant, SampleChain.Start, kind, Actor.Parse(actor), subject, body, "p", $"fact|{i:D6}");
}
