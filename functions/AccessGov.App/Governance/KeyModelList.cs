using AccessGov.App.WebAuthn.Metadata;

namespace AccessGov.App.Governance;

/// <summary>FIDO's list of models that is in force. Kept as JSON.</summary>
/// <param name="Kept">Under which hash the file is kept.</param>
/// <param name="Number">FIDO's number.</param>
/// <param name="NextUpdate">When FIDO promised the next one.</param>
/// <param name="Models">How many models it has.</param>
/// <param name="Signer">Who signed it.</param>
/// <param name="At">When it was taken over.</param>
public sealed record KeyModelList(string Kept, long Number, DateOnly NextUpdate, int Models, string Signer, DateTimeOffset At)
{
    /// <summary>True once the day that FIDO promised is over.</summary>
    /// <param name="now">The instant.</param>
    public bool IsOverdue(DateTimeOffset now) => MetadataAge.IsOverdue(NextUpdate, now);
}
