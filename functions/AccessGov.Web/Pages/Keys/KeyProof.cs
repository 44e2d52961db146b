using System.Text.Json;
using AccessGov.App.Enrolment;
using AccessGov.App.WebAuthn;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Keys;

/// <summary>The ceremony of a key that signs, between a browser and the register.</summary>
/// <param name="here">What the page works with.</param>
internal sealed class KeyProof(PortalContext here)
{
    // Who made a key was asked when it was enrolled.
    private static readonly KeyPolicy Policy = new(new AttestationTrust.NotAsked());

    /// <summary>Begins to prove once more: the ceremony's id and the options for the browser, or why not.</summary>
    public async Task<(string? Ceremony, string Options, Refusal? Why)> BeginAsync(CancellationToken ct)
    {
        var sent = "";
        var (ceremony, why) = await ProveKey.BeginAsync(
            here.Workspace,
            here.Session,
            here.Me.Id,
            keys =>
            {
                // One handle for all keys of a person; those of before the handle was kept say none, and are listed.
                var handle = keys.Select(k => k.UserHandle).FirstOrDefault(h => h is not null);
                var (kept, json) = Ceremony.Begin(handle, [.. keys.Select(k => k.Credential.Value)]);
                sent = json;
                return JsonSerializer.Serialize(kept);
            },
            ct
        );
        return (ceremony, sent, why);
    }

    /// <summary>Ends to prove once more.</summary>
    public Task<Refusal?> EndAsync(string? ceremony, string? answer, CancellationToken ct) =>
        ProveKey.EndAsync(here.Workspace, here.Session, here.Me.Id, ceremony, Verified(answer), ct);

    /// <summary>Begins to sign in.</summary>
    public async Task<(string Ceremony, string Options)> BeginSignInAsync(string browser, CancellationToken ct)
    {
        var (kept, json) = Ceremony.Begin(null, []);
        return (await ProveKey.BeginSignInAsync(here.Workspace, browser, JsonSerializer.Serialize(kept), ct), json);
    }

    /// <summary>Ends to sign in: who, or why nobody.</summary>
    public Task<(EmployeeId? Person, Refusal? Why)> EndSignInAsync(
        string browser,
        string? ceremony,
        string? answer,
        CancellationToken ct
    ) => ProveKey.EndSignInAsync(here.Workspace, browser, ceremony, Verified(answer), ct);

    private AssertionCeremony Ceremony => new(KeyRules.PartyOf(here), Policy, here.Workspace.Clock);

    private ProveKey.Verify Verified(string? answer) =>
        async (options, ct) =>
            await Ceremony.VerifyAsync(answer ?? "", JsonSerializer.Deserialize<AssertionOptions>(options)!, FindAsync, ct) switch
            {
                AssertionResult.Verified(var id, _, var counter, _, _) => (new ProveKey.Proof(CredentialId.Parse(id), counter), null),
                AssertionResult.Refused(var step, _) => (null, new Refusal("key-answer-refused", step.Code, 0, 1)),
                var other => throw new InvalidOperationException(other.GetType().Name),
            };

    /// <summary>Without its counter: that is held against the register when everything else was right.</summary>
    private async Task<KnownKey?> FindAsync(string id, CancellationToken ct) =>
        id.Length <= CredentialId.MaxLength
        && await KeyRegister.StandingAsync(here.Workspace, CredentialId.Parse(id), ct) is { Enrolled.Key: var key }
            ? new KnownKey(key.PublicKey, key.UserHandle ?? "", 0, key.IsBackupEligible)
            : null;
}
