using AccessGov.App.Failures;
using AccessGov.App.Storage;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;

namespace AccessGov.App.Transfers;

/// <summary>
/// Letters of witnesses that travel with packages: in a folder lie <c>request</c>, what one asks, and <c>reply</c>, what is answered. A
/// witness is asked by files there as elsewhere (docs/audit.md); a package is only the postman.
/// </summary>
public static class TransferLetters
{
    private const int MostBytes = 1_100_000;
    private static readonly (string Kind, string Name)[] Files =
    [
        (TransferKinds.WitnessRequest, "request"),
        (TransferKinds.WitnessReply, "reply"),
    ];

    /// <summary>The letters that lie there and that the node is given.</summary>
    /// <param name="folder">The folder; null for none.</param>
    /// <param name="peer">For whom.</param>
    /// <exception cref="OutsideFailureException">They cannot be read.</exception>
    public static IReadOnlyDictionary<string, byte[]> Outgoing(string? folder, TransferPeer peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var letters = new Dictionary<string, byte[]>();
        if (folder is null)
            return letters;
        try
        {
            foreach (var (kind, name) in Files)
                if (
                    peer.Gives.Contains(kind)
                    && new FileInfo(Path.Combine(folder, name)) is { Exists: true, Length: > 0 and < MostBytes } file
                )
                    letters.Add(kind, File.ReadAllBytes(file.FullName));
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
                if (Files.FirstOrDefault(f => f.Kind == part.Kind).Name is { } name && peer.Takes.Contains(part.Kind))
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
