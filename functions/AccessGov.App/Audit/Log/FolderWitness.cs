using System.Text;
using AccessGov.App.Failures;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Audit.Log;

/// <summary>
/// A witness that is asked by files: what lies in the folder as <c>request</c> travels as a mail attachment, by the transfer to another
/// zone or on a stick; what comes back is laid there as <c>reply</c>.
/// </summary>
internal sealed class FolderWitness(string folder) : WitnessDoor
{
    private const int MostBytes = 1_100_000;

    /// <summary>A request that nobody answered gives way to a newer one after so long: a reply is about the one that was carried.</summary>
    private static readonly TimeSpan CarriedWithin = TimeSpan.FromDays(7);

    private string Request => Path.Combine(folder, "request");

    private string Reply => Path.Combine(folder, "reply");

    public override Task<SignedNote?> LatestAsync(NoteName origin, CancellationToken ct) => Task.FromResult<SignedNote?>(null);

    public override async Task<WitnessAnswer?> AskAsync(AddCheckpointRequest request, CancellationToken ct)
    {
        try
        {
            var answer = await AnswerAsync(ct);
            if (answer is null && !IsOnItsWay())
            {
                System.IO.Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(Request + ".part", $"{request}", new UTF8Encoding(false), ct);
                File.Move(Request + ".part", Request, overwrite: true);
            }
            return answer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-exchange", folder));
        }
    }

    private bool IsOnItsWay() => File.Exists(Request) && DateTime.UtcNow - File.GetLastWriteTimeUtc(Request) < CarriedWithin;

    /// <summary>Takes the reply away once it is read, and the request that it answers with it.</summary>
    private async Task<WitnessAnswer?> AnswerAsync(CancellationToken ct)
    {
        if (await ReadAsync(Reply, ct) is not { } reply)
            return null;
        var asked = await ReadAsync(Request, ct);
        File.Move(Reply, Reply + ".read", overwrite: true);
        if (asked is null || !AddCheckpointRequest.TryParse(asked, out var request, out _))
            return null;
        File.Delete(Request);
        var body = Repaired(reply);
        return new WitnessAnswer(WitnessReply.Size(body) is null ? 200 : 409, body, request);
    }

    /// <summary>
    /// What a mail program made of it: line ends of Windows, and a dash of Japanese encodings (U+2015) where a line begins. Neither is
    /// signed.
    /// </summary>
    private static byte[] Repaired(byte[] reply)
    {
        var lines = Encoding.UTF8.GetString(reply).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        return Encoding.UTF8.GetBytes(
            string.Join('\n', lines.Select(l => l.StartsWith("\u2015 ", StringComparison.Ordinal) ? NoteSignature.Mark + l[2..] : l))
        );
    }

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken ct) =>
        new FileInfo(path) is { Exists: true, Length: > 0 and < MostBytes } ? await File.ReadAllBytesAsync(path, ct) : null;
}
