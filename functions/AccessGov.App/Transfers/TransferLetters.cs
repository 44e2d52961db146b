using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Letters of witnesses that travel with packages. In a folder lie <c>request</c>, what the own log asks, and <c>reply</c>, what came back;
/// and <c>asked</c>, what the other node's log asks of the witness here, and <c>answer</c>. A witness is asked by files there as elsewhere
/// (docs/audit.md); a package is only the postman, and takes nothing that is no such letter.
/// </summary>
public static class TransferLetters
{
    private const int MostBytes = 1_100_000;
    private static readonly (string Kind, string Out, string In)[] Files =
    [
        (TransferKinds.WitnessRequest, "request", "asked"),
        (TransferKinds.WitnessReply, "answer", "reply"),
    ];

    /// <summary>True for what has the form of a letter of the kind, and holds nothing else.</summary>
    internal static bool IsOne(string kind, ReadOnlySpan<byte> letter) =>
        letter.Length < MostBytes
        && (
            kind == TransferKinds.WitnessRequest ? AddCheckpointRequest.TryParse(letter, out _, out _)
            : kind == TransferKinds.WitnessReply && WitnessReply.IsOne(letter)
        );

    /// <summary>The letters that lie there and that the node is given.</summary>
    /// <param name="folder">The folder; null for none.</param>
    /// <param name="peer">For whom.</param>
    /// <exception cref="OutsideFailureException">They cannot be read, or one of them is no letter.</exception>
    public static IReadOnlyDictionary<string, byte[]> Outgoing(string? folder, TransferPeer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var letters = new Dictionary<string, byte[]>();
        if (folder is null)
            return letters;
        try
        {
            foreach (var (kind, name, _) in Files)
                if (
                    peer.Gives.Contains(kind)
                    && new FileInfo(Path.Combine(folder, name)) is { Exists: true, Length: > 0 and < MostBytes } file
                    && File.ReadAllBytes(file.FullName) is var letter
                )
                    letters.Add(
                        kind,
                        IsOne(kind, letter)
                            ? letter
                            : throw new OutsideFailureException(
                                new OutsideFailure.Permanent("transfer-no-letter"),
                                Wording.Of("Outside.transfer-no-letter", file.FullName)
                            )
                    );
            return letters;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-exchange", folder));
        }
    }

    /// <summary>Lays the letters of a package that was taken over there.</summary>
    /// <param name="folder">The folder; null for none.</param>
    /// <param name="peer">From whom.</param>
    /// <param name="package">The package.</param>
    /// <exception cref="OutsideFailureException">They cannot be written.</exception>
    public static void Incoming(string? folder, TransferPeer peer, TransferPackage package)
    {
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(package);
        if (folder is null)
            return;
        try
        {
            foreach (var (part, bytes) in package.Manifest.Parts.Zip(package.Parts))
                if (Files.FirstOrDefault(f => f.Kind == part.Kind).In is { } name && peer.Takes.Contains(part.Kind))
                {
                    OwnerOnly.MakeFolder(folder);
                    var path = Path.Combine(folder, name);
                    File.WriteAllBytes(path + ".part", bytes.ToArray());
                    File.Move(path + ".part", path, overwrite: true);
                }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Classified(e, Wording.Of("Outside.witness-exchange", folder));
        }
    }
}
