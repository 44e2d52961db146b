using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.Storage;
using AccessGov.App.Storage.Content;
using AccessGov.App.WebAuthn;
using AccessGov.App.Work;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Enrolment.Ceremonies;

/// <summary>
/// What an authenticator was asked, kept on this side: single use, five minutes, and gone before its answer is looked at, so that no answer
/// is tried twice. It survives a restart. Killed after it was taken, a ceremony is begun anew; nothing else was touched.
/// </summary>
public static class KeptCeremonies
{
    /// <summary>People find the key, put it in and choose a PIN; browsers give up before that.</summary>
    public static readonly TimeSpan ValidFor = RegistrationOptions.ValidFor;

    // Ten decimal digits hold the seconds until the year 2286 and sort as numbers.
    private const int SecondsLength = 10;

    private const int IdBytes = 16;

    private sealed record Kept(CeremonyBond Bond, string Options, DateTimeOffset Until);

    /// <summary>Keeps what an authenticator is about to be asked.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="bond">What it is bound to.</param>
    /// <param name="options">The options, with the challenge, as they are sent.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>Its id, which the browser sends back.</returns>
    public static async Task<string> BeginAsync(Workspace workspace, CeremonyBond bond, string options, CancellationToken ct)
    {
        var until = workspace.Now + ValidFor;
        var id = $"{Seconds(until)}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
        var kept = new Kept(bond with { Session = KeyRows.Hash(bond.Session) }, options, until);
        await workspace.Records.CommitAsync(
            Partition(workspace),
            [new RecordWrite.Insert(id, JsonSerializer.SerializeToUtf8Bytes(kept, CoreJson.Options))],
            ct
        );
        return id;
    }

    /// <summary>Takes a ceremony: whatever comes of its answer, it is gone.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="id">Its id, as a browser sent it.</param>
    /// <param name="session">The session from which it comes.</param>
    /// <param name="person">Who is signed in; null for nobody.</param>
    /// <param name="purposes">For what it may have been begun.</param>
    /// <param name="ct">Cancels the operation.</param>
    public static async Task<CeremonyAnswer> TakeAsync(
        Workspace workspace,
        string? id,
        string session,
        EmployeeId? person,
        IReadOnlyCollection<CeremonyPurpose> purposes,
        CancellationToken ct
    )
    {
        if (
            !IsId(id)
            || await workspace.Records.FindAsync(Partition(workspace), id!, ct) is not { } found
            // Whoever comes second finds it gone.
            || await workspace.Records.CommitAsync(Partition(workspace), [new RecordWrite.Delete(id!, found.ETag)], ct)
                is not CommitResult.Committed
        )
            return Refused("ceremony-unknown");
        var kept = PartitionCommit.Parse<Kept>(found);
        if (kept.Bond.Session != KeyRows.Hash(session) || kept.Bond.Person != person || !purposes.Contains(kept.Bond.Purpose))
            return Refused("ceremony-of-another");
        if (workspace.Now > kept.Until)
            return Refused("ceremony-expired");
        return new CeremonyAnswer(kept.Bond with { Session = session }, kept.Options, null);
    }

    /// <summary>Removes what nobody answered.</summary>
    /// <param name="workspace">The tenant's stores, directory, policy and clock.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <returns>How many.</returns>
    public static Task<int> SweepAsync(Workspace workspace, CancellationToken ct) =>
        SweepRows.RemoveAsync(workspace, Scopes.Ceremonies, "", Seconds(workspace.Now), _ => true, ct);

    private static bool IsId(string? id) =>
        id is { Length: SecondsLength + 1 + 2 * IdBytes }
        && id[SecondsLength] == '-'
        && id[..SecondsLength].All(char.IsAsciiDigit)
        && id[(SecondsLength + 1)..].All(char.IsAsciiHexDigitLower);

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString($"D{SecondsLength}", CultureInfo.InvariantCulture);

    private static CeremonyAnswer Refused(string code) =>
        code switch
        {
            "ceremony-unknown" => new(null, "", new Refusal("ceremony-unknown", "", 0, 1)),
            "ceremony-expired" => new(null, "", new Refusal("ceremony-expired", "", 0, (decimal)ValidFor.TotalMinutes)),
            _ => new(null, "", new Refusal("ceremony-of-another", "", 0, 1)),
        };

    private static PartitionKey Partition(Workspace workspace) => new(workspace.Tenant, Scopes.Ceremonies);
}
