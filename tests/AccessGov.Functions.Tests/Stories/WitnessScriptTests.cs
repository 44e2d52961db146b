using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using AccessGov.App.Audit;
using AccessGov.App.Audit.Log;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Sandbox;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>The witness that goes with an export, and the one that is built in, over the same cases: they say the same.</summary>
public sealed class WitnessScriptTests : IDisposable
{
    private static readonly NoteName Origin = NoteName.Parse("audit.city.example.lg.jp/accessgov/1");
    private static readonly NoteName Name = NoteName.Parse("witness.ueda.example.jp/w1");
    private readonly TestFolder folder = new();
    private readonly ECDsa log = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("grows", 200)]
    [InlineData("again", 200)]
    [InlineData("rolled-back", 409)]
    [InlineData("old-too-small", 409)]
    [InlineData("old-beyond", 400)]
    [InlineData("other-history", 422)]
    [InlineData("other-root", 422)]
    [InlineData("no-proof", 422)]
    [InlineData("fresh-key", 403)]
    [InlineData("one-signature-fails", 403)]
    [InlineData("other-origin", 404)]
    [InlineData("leading-zero", 400)]
    [InlineData("windows", 400)]
    [InlineData("half-base64", 400)]
    [InlineData("empty", 400)]
    public async Task Both_witnesses_answer_the_same(string what, int status)
    {
        var (tree, other) = (Tree("fact"), Tree("forged"));
        var script = await PrepareAsync();
        var built = WitnessFolder.Create(folder.File("built-in"), Name);
        built.Watch(NoteKey.Ecdsa(Origin, log.ExportSubjectPublicKeyInfo()));
        var keeper = new WitnessKeeper(built, new JumpingClock(DateTimeOffset.UtcNow));
        await SameAsync(Request(0, tree, 7, log), 200);

        var body = what switch
        {
            "grows" => Request(7, tree, 12, log),
            "again" => Request(7, tree, 7, log),
            "rolled-back" => Request(3, tree, 5, log),
            "old-too-small" => Request(0, tree, 12, log),
            "old-beyond" => Request(7, tree, 5, log),
            "other-history" => Request(7, other, 12, log),
            "other-root" => Request(7, other, 7, log),
            "no-proof" => Cut(Request(7, tree, 12, log)),
            "fresh-key" => Request(7, tree, 12, ECDsa.Create(ECCurve.NamedCurves.nistP256)),
            "one-signature-fails" => Request(7, tree, 12, log) + Request(7, tree, 11, log).TrimEnd('\n').Split('\n')[^1] + "\n",
            "other-origin" => Request(7, tree, 12, log, "audit.other.example.lg.jp/accessgov/1"),
            "leading-zero" => Request(7, tree, 12, log).Replace("old 7", "old 07", StringComparison.Ordinal),
            "windows" => Request(7, tree, 12, log).Replace("\n", "\r\n", StringComparison.Ordinal),
            "half-base64" => Request(7, tree, 12, log).Replace("=\n", "\n", StringComparison.Ordinal),
            _ => "",
        };
        await SameAsync(body, status);
        // What was refused changed nothing: an honest log goes on from where it was.
        var known = what == "grows" ? 12 : 7;
        await SameAsync(Request(known, tree, 20, log), 200);

        async Task SameAsync(string request, int expected)
        {
            var said = await keeper.AnswerAsync(Encoding.UTF8.GetBytes(request), Ct);
            var (reply, error) = await RunAsync(script, request);
            Assert.Equal((expected, expected), (said.Status, int.Parse(error[..3])));
            if (expected != 200)
            {
                Assert.Equal(said.Body, reply);
                return;
            }
            Assert.True(AddCheckpointRequest.TryParse(Encoding.UTF8.GetBytes(request), out var asked, out _));
            var key = File.ReadAllText(folder.File("vkey"));
            Assert.True(NoteKey.TryParse(key, out var witness, out var flaw), $"{flaw}");
            Assert.NotNull(WitnessReply.Add(Encoding.UTF8.GetBytes(reply), asked.Note, witness, Ed25519.Holds));
        }
    }

    public void Dispose()
    {
        folder.Dispose();
        log.Dispose();
    }

    private static LeafHashes Tree(string salt)
    {
        var tree = new LeafHashes();
        for (var i = 0; i < 20; i++)
            tree.Append(Merkle.Leaf(Encoding.ASCII.GetBytes(i < 3 ? $"{i}" : $"{salt} {i}")));
        return tree;
    }

    private static string Request(int old, LeafHashes tree, int size, ECDsa key, string? origin = null)
    {
        var name = origin is null ? Origin : NoteName.Parse(origin);
        var checkpoint = new LogCheckpoint(name, new TreeHead(size, tree.Root(size)));
        var signer = new NoteSigner(
            NoteKey.Ecdsa(name, key.ExportSubjectPublicKeyInfo()),
            data => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        );
        var note = new SignedNote(checkpoint.Text, [signer.Sign(checkpoint)]);
        return $"{new AddCheckpointRequest(old, old <= size ? tree.Consistency(old, size) : [], note, checkpoint)}";
    }

    private static string Cut(string request) =>
        request[..(request.IndexOf('\n', StringComparison.Ordinal) + 1)]
        + request[request.IndexOf("\n\n", StringComparison.Ordinal)..][1..];

    /// <summary>A folder as the script's text describes it.</summary>
    private async Task<string> PrepareAsync()
    {
        Directory.CreateDirectory(folder.File("script"));
        await File.WriteAllTextAsync(folder.File("witness.py"), AuditReadMe.Witness(), Ct);
        await File.WriteAllTextAsync(folder.File("script/log.txt"), $"log {NoteKey.Ecdsa(Origin, log.ExportSubjectPublicKeyInfo())}\n", Ct);
        await File.WriteAllTextAsync(folder.File("script/name.txt"), Name + "\n", Ct);
        await RunAsync("openssl", ["genpkey", "-algorithm", "ed25519", "-out", folder.File("script/witness.pem")], "");
        await RunAsync(
            "openssl",
            ["pkey", "-in", folder.File("script/witness.pem"), "-pubout", "-outform", "DER", "-out", folder.File("public")],
            ""
        );
        var key = NoteKey.Cosignature(Name, (await File.ReadAllBytesAsync(folder.File("public"), Ct)).AsSpan()[^32..]);
        await File.WriteAllTextAsync(folder.File("vkey"), $"{key}", Ct);
        return folder.File("witness.py");
    }

    private Task<(string Out, string Error)> RunAsync(string script, string input) =>
        RunAsync("python3", [script, folder.File("script")], input);

    private static async Task<(string Out, string Error)> RunAsync(string program, string[] words, string input)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, words)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
            }
        )!;
        var (said, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Ct);
        return (await said, await error);
    }
}
