using AccessGov.Core.Kernel;

namespace AccessGov.Core.Enrolment;

/// <summary>One key of the register (鍵台帳), a piece of equipment with one number and at most one holder.</summary>
public sealed record SecurityKey
{
    /// <summary>The number printed on it.</summary>
    public required KeySerial Serial { get; init; }

    /// <summary>Its model, as it was bought.</summary>
    public required string Model { get; init; }

    /// <summary>The model's number, when the stock list told it; then no other model is enrolled under this serial.</summary>
    public Guid? Aaguid { get; init; }

    /// <summary>How it stands.</summary>
    public KeyState State { get; init; }

    /// <summary>Since which day it stands so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Who has it; null in stock.</summary>
    public EmployeeId? Holder { get; init; }

    /// <summary>The enrolment that stands; null in every other state.</summary>
    public Enrolled? Enrolled { get; init; }

    /// <summary>Credentials that it had before. They never count again.</summary>
    public IReadOnlyList<CredentialId> Former { get; init; } = [];

    /// <summary>Who wants it shut and needs a second person; null for nobody.</summary>
    public AskedRemoval? LossAsked { get; init; }

    /// <summary>Who wants it ended and needs a second person; null for nobody.</summary>
    public AskedRemoval? RevocationAsked { get; init; }

    /// <summary>
    /// True when it opens the gate of its holder: enrolled, attested, and nothing speaks against it. Asked here too: whatever wrote the
    /// row, an unattested key opens nothing.
    /// </summary>
    public bool Opens => State == KeyState.Enrolled && Holder is not null && Enrolled is { Key.IsAttested: true };

    /// <summary>True when it lies in stock and may be handed out.</summary>
    public bool IsInStock => State == KeyState.Returned || (State == KeyState.Unenrolled && Holder is null);

    /// <summary>True when a credential is or was its own.</summary>
    /// <param name="credential">The credential.</param>
    public bool Knows(CredentialId credential) => Enrolled?.Key.Credential == credential || Former.Contains(credential);

    /// <summary>SHA-256 over everything that stands here; the record tells it, so that an altered row is found.</summary>
    public string Digest()
    {
        using var hash = new CanonicalHash();
        hash.Add(Serial.Value).Add(Model).Add(Aaguid?.ToString()).Add(KeyStateCodes.Of(State)).Add(Since).Add(Holder?.Value);
        hash.Add(Enrolled is null ? 0 : 1);
        if (Enrolled is ({ } key, var on, var ticket))
            hash.Add(key.Credential.Value)
                .Add(key.PublicKey)
                .Add(key.Aaguid)
                .Add(key.Model)
                .Add(key.Format)
                .Add(key.IsAttested)
                .Add(on)
                .Add(ticket?.Value);
        hash.Add(Former.Count);
        foreach (var former in Former)
            hash.Add(former.Value);
        foreach (var asked in new[] { LossAsked, RevocationAsked })
            hash.Add(asked?.By.Value).Add(asked?.At.UtcTicks ?? 0);
        return hash.ToHex();
    }
}
