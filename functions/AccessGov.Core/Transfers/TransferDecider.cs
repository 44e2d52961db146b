using AccessGov.Core.Kernel;

namespace AccessGov.Core.Transfers;

/// <summary>
/// Whether a package whose signature holds may be taken over. Each refusal has a code of its own: somebody stands there with a medium in
/// the hand and must know whether it is the wrong one, an old one, one too many, or one that nobody should have made.
/// </summary>
public static class TransferDecider
{
    /// <summary>A package may be made so long before the recipient's clock says so.</summary>
    public static TimeSpan ClocksDiffer { get; } = TimeSpan.FromHours(1);

    /// <summary>Judges a package.</summary>
    /// <param name="package">What it promises; its signature was verified.</param>
    /// <param name="here">The node that is to take it over.</param>
    /// <param name="tenant">That node's municipality.</param>
    /// <param name="peer">The sender, as two people agreed to it.</param>
    /// <param name="link">What is remembered of the sender.</param>
    /// <param name="known">
    /// Hash of a package of this number that was taken over, or that somebody began to take over; null for none.
    /// </param>
    /// <param name="sent">Hash of the package that was made here under the number that the sender says it received; null for none.</param>
    /// <param name="recorded">Highest number that the record says was taken over from the sender; 0 for none.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null when it may be taken over.</returns>
    public static Refusal? Judge(
        TransferManifest package,
        NodeName here,
        TenantId tenant,
        TransferPeer peer,
        TransferLink link,
        string? known,
        string? sent,
        long recorded,
        DateTimeOffset now
    )
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(peer);
        ArgumentNullException.ThrowIfNull(link);
        var (from, number, taken) = (package.From.Value, package.Number, link.Taken);
        if (package.To != here)
            return new Refusal("transfer-other-recipient", package.To.Value, number, 0);
        if (package.Tenant != tenant)
            return new Refusal("transfer-other-tenant", package.Tenant.Value, number, 0);
        if (known is not null && known != package.Hash)
            return new Refusal("transfer-forked", from, number, taken.Number);
        if (number <= taken.Number)
            return new Refusal(known is null ? "transfer-overtaken" : "transfer-replayed", from, number, taken.Number);
        var leaps = peer.TakesFrom == number;
        // Somebody put an older store in place of the one that the record was told by: with it would come back what is taken over already.
        if (recorded > taken.Number && !(leaps && number > recorded))
            return new Refusal("transfer-record-ahead", from, recorded, taken.Number);
        if (number > taken.Number + 1 && !leaps)
            return new Refusal("transfer-gap", from, number, taken.Number + 1);
        if (!leaps && package.Previous != taken.Hash)
            return new Refusal("transfer-other-chain", from, number, taken.Number);
        if (link.MadeAt is { } before && package.MadeAt < before)
            return new Refusal("transfer-older", from, Minutes(before - package.MadeAt), 0);
        if (package.MadeAt > now + ClocksDiffer)
            return new Refusal("transfer-from-tomorrow", from, Minutes(package.MadeAt - now), Minutes(ClocksDiffer));
        if (now >= package.ExpiresAt)
            return new Refusal("transfer-expired", from, Days(now - package.MadeAt), Days(package.ExpiresAt - package.MadeAt));
        if (package.ExpiresAt - package.MadeAt > TimeSpan.FromDays(TransferManifest.MostValidDays))
            return new Refusal("transfer-valid-too-long", from, Days(package.ExpiresAt - package.MadeAt), TransferManifest.MostValidDays);
        // What was sent before a backup was put back is known to nobody here; two people said from which number it goes on.
        var isForgotten = sent is null && package.Received.Number < peer.SendsFrom;
        if (package.Received.Number > 0 && package.Received.Hash != sent && !isForgotten)
            return new Refusal("transfer-unknown-receipt", from, package.Received.Number, link.Sent.Number);
        foreach (var part in package.Parts)
            if (part.Kind != TransferKinds.Words && !peer.Takes.Contains(part.Kind))
                return new Refusal("transfer-part-not-agreed", part.Kind, number, 0);
        // Left out, what one person supplied by hand would look as if it came from personnel.
        return package.Parts.Any(p => TransferKinds.TellsFacts(p.Kind)) && package.Parts.All(p => p.Kind != TransferKinds.Words)
            ? new Refusal("transfer-without-words", from, number, 0)
            : null;
    }

    /// <summary>What is said of a package whose taking over went on after a later one was taken over.</summary>
    /// <param name="package">The package.</param>
    public static Refusal Overtaken(TransferManifest package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new Refusal("transfer-overtaken", package.From.Value, package.Number, package.Number + 1);
    }

    private static decimal Minutes(TimeSpan span) => (decimal)Math.Ceiling(span.TotalMinutes);

    private static decimal Days(TimeSpan span) => (decimal)Math.Ceiling(span.TotalDays);
}
