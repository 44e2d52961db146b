using System.Text.Json;
using AccessGov.App.Enrolment;
using AccessGov.App.Enrolment.Custody;
using AccessGov.App.WebAuthn;
using AccessGov.Core.Enrolment;
using AccessGov.Core.Kernel;

namespace AccessGov.Web.Pages.Keys;

/// <summary>The ceremony of a new key between a browser and the register, with what the page says of it.</summary>
/// <param name="here">What the page works with.</param>
internal sealed class KeyCeremony(PortalContext here)
{
    /// <summary>Why the key could not be enrolled now; null when nothing speaks against it.</summary>
    public async Task<Notice?> WhyNotAsync(KeySerial serial, TicketId? ticket, CancellationToken ct)
    {
        if (await KeyRules.PolicyAsync(here, ct) is null)
            return NobodyVouches;
        return await EnrolKey.WhyNotAsync(here.Workspace, here.Me.Id, serial, ticket, ct) is { } why ? Refused(why) : null;
    }

    /// <summary>Begins: the ceremony's id and the options for the browser, or why not.</summary>
    public async Task<(string? Ceremony, string Options, Notice? Why)> BeginAsync(KeySerial serial, TicketId? ticket, CancellationToken ct)
    {
        if (await KeyRules.PolicyAsync(here, ct) is not { } policy)
            return (null, "", NobodyVouches);
        var holder = await KeyRules.HolderOfAsync(here, ct);
        var sent = "";
        var (ceremony, _, why) = await EnrolKey.BeginAsync(
            here.Workspace,
            here.Session,
            here.Me.Id,
            serial,
            ticket,
            known =>
            {
                var (kept, json) = Of(policy).Begin(holder, [.. known.Select(c => c.Value)]);
                sent = json;
                return JsonSerializer.Serialize(kept);
            },
            ct
        );
        return why is null ? (ceremony, sent, null) : (null, "", Refused(why));
    }

    /// <summary>Ends: the number of the key that is enrolled now, or why none is.</summary>
    public async Task<(KeySerial? Serial, Notice? Why)> EndAsync(string? ceremony, string? answer, CancellationToken ct)
    {
        NewKey? made = null;
        var decision = await EnrolKey.EndAsync(here.Workspace, here.Session, here.Me.Id, ceremony, VerifyAsync, ct);
        switch (decision)
        {
            case KeyDecision.Done(KeyEvent.WasEnrolled(var serial, _, var enrolled, _)):
                // The key was used just now; its next counter must be higher. It is enrolled, whether or not the browser still waits.
                await KeyUse.NoteAsync(here.Workspace, enrolled.Key.Credential, made!.Counter, CancellationToken.None);
                return (serial, null);
            case KeyDecision.Refused(var why):
                return (null, Refused(why));
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is no end of a ceremony.");
        }

        async Task<(VerifiedKey?, Refusal?)> VerifyAsync(string options, CancellationToken ct)
        {
            if (await KeyRules.PolicyAsync(here, ct) is not { } policy)
                return (null, new Refusal("key-answer-refused", CeremonyStep.MetadataMissing.Code, 0, 1));
            var kept = JsonSerializer.Deserialize<RegistrationOptions>(options)!;
            var result = await Of(policy).VerifyAsync(answer ?? "", kept, ct);
            if (result is not RegistrationResult.Verified { Key: var key })
                return (null, new Refusal("key-answer-refused", ((RegistrationResult.Refused)result).Step.Code, 0, 1));
            made = key;
            return (
                new VerifiedKey(
                    CredentialId.Parse(key.Id),
                    key.PublicKey,
                    key.Aaguid,
                    key.Model ?? key.Aaguid.ToString(),
                    key.Format,
                    policy.Trust is not AttestationTrust.NotAsked
                )
                {
                    UserHandle = kept.UserHandle,
                    IsBackupEligible = key.IsBackupEligible,
                    IsBackedUp = key.IsBackedUp,
                },
                null
            );
        }
    }

    private Notice NobodyVouches => Notice.Refused(here.Ui["Portal.KeyNobodyVouches"], here.Ui["Portal.KeyNobodyVouchesNext"]);

    private RegistrationCeremony Of(KeyPolicy policy) => new(KeyRules.PartyOf(here), policy, here.Workspace.Clock);

    private Notice Refused(Refusal why) => Notice.Refused(here.Ui["Portal.KeyNotEnrolled"], KeyWords.SentenceOf(here, why));
}
