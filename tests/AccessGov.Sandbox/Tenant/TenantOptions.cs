namespace AccessGov.Sandbox.Tenant;

/// <summary>How to start a <see cref="TenantEmulator"/>.</summary>
public sealed record TenantOptions
{
    /// <summary>
    /// Loaded at start when it exists, written by <see cref="TenantEmulator.SaveAsync"/> and at the end; null: nothing is kept.
    /// </summary>
    public string? StateFile { get; init; }

    /// <summary>Gets every exchange as one JSON line; overwritten at start; null: nothing is recorded.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Size class for quotas.</summary>
    public TenantSize Size { get; init; } = TenantSize.Auto;

    /// <summary>Clock of quotas, tokens, retention and dates.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether an application may do this (client id, method, path below /v1.0); refused as the service refuses a missing permission.
    /// </summary>
    public Func<string, string, string, bool> May { get; init; } = (_, _, _) => true;

    /// <summary>Whether an application (client id) holds AuditLog.Read.All, without which nobody reads signInActivity.</summary>
    public Func<string, bool> MayReadSignIns { get; init; } = _ => true;

    /// <summary>Whether the tenant has Entra ID P1 or P2, without which nobody reads signInActivity.</summary>
    public bool IsPremium { get; init; } = true;

    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether quotas refuse; they are counted in any case.</summary>
    public bool Throttle { get; init; } = true;

    /// <summary>Decides the order of $batch responses and the victims of storms.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Users on a page of /users/delta; the service's own number is undocumented, 200 has been observed.</summary>
    public int DeltaPageSize { get; init; } = 200;

    /// <summary>
    /// How long after a removal the same removal again is refused with the 400 text instead of the 404 text; both have been
    /// seen on the wire. Zero: always 404.
    /// </summary>
    public TimeSpan RemovalEchoFor { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Writes charged for a PATCH of n members: ceil(n / this). Documented is one write a request (0 means that); an
    /// undocumented word of Microsoft's support, kept by canvas-lms, is about one for three members.
    /// </summary>
    public int MembersPerWrite { get; init; }

    /// <summary>The tenant's id, as notifications name it.</summary>
    public Guid TenantId { get; init; } = Guid.NewGuid();

    /// <summary>Whether a group's notification says who came and went; the service does, without documenting it.</summary>
    public bool MembersInNotifications { get; init; } = true;
}
