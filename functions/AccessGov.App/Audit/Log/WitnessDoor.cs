using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;

namespace AccessGov.App.Audit.Log;

/// <summary>A way to one witness.</summary>
internal abstract class WitnessDoor
{
    /// <summary>The newest note of a log that the witness has; null when it has none or does not say.</summary>
    public abstract Task<SignedNote?> LatestAsync(NoteName origin, CancellationToken ct);

    /// <summary>What the witness says to a request; null when it says nothing, or not yet.</summary>
    /// <returns>The answer, and the request that it answers: an earlier one where requests travel slowly.</returns>
    public abstract Task<WitnessAnswer?> AskAsync(AddCheckpointRequest request, CancellationToken ct);

    /// <summary>The way that an address of a policy names; null when it names none.</summary>
    public static WitnessDoor? Of(string? address, HttpClient http) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) ? null
        : uri.IsFile ? new FolderWitness(uri.LocalPath)
        : uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback) ? new HttpWitness(uri, http)
        : null;
}

/// <summary>An answer of a witness.</summary>
/// <param name="Status">Status of the protocol; of a reply file 200, or 409 when it holds a size.</param>
/// <param name="Body">Its body.</param>
/// <param name="To">What was asked.</param>
internal sealed record WitnessAnswer(int Status, byte[] Body, AddCheckpointRequest To);
