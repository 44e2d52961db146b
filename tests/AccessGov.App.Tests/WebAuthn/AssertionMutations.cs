using AccessGov.Sandbox.Authenticators;
using M = AccessGov.App.Tests.WebAuthn.Mutation<AccessGov.Sandbox.Authenticators.AssertionDraft>;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>How a signature by a key goes wrong.</summary>
internal static class AssertionMutations
{
    private const string Signature = "signature-invalid";

    public static IReadOnlyList<M> All() =>
        [
            .. ClientDataMutations.All<AssertionDraft>(
                d => d.ClientData,
                (d, b) => d.ClientDataJson = b,
                d => d.ClientDataJson,
                "webauthn.create"
            ),
            .. ClientDataMutations.OnTheWay<AssertionDraft>((d, b) => d.ClientDataJson = b, d => d.ClientDataJson),
            .. AuthDataMutations.All<AssertionDraft>(d => d.AuthData),
            .. AnswerMutations.All<AssertionDraft>((d, finish) => d.Finish = finish, "authenticatorData"),
            .. AnswerMutations.All<AssertionDraft>((d, finish) => d.Finish = finish, "signature"),
            .. Own(),
        ];

    private static IEnumerable<M> Own() =>
        [
            new("key: another one", "key-unknown", (d, _) => d.RawId = "AAEC"),
            new("key: id and raw id differ", "id-differs", (d, _) => d.Id = "AAEC"),
            new("owner: another one", "user-handle-differs", After: (d, r) => d.UserHandle = r.Grow(d.UserHandle!)),
            new("owner: a bit", "user-handle-differs", After: (d, r) => d.UserHandle = r.Flip(d.UserHandle!)),
            new("owner: missing", "user-handle-missing", After: (d, _) => d.UserHandle = null),
            new("signature: a bit", Signature, After: (d, r) => d.Signature = r.Flip(d.Signature)),
            new("signature: cut", Signature, After: (d, r) => d.Signature = r.Cut(d.Signature)),
            new("signature: something follows", Signature, After: (d, r) => d.Signature = r.Grow(d.Signature)),
            new("signature: in another writing", Signature, After: (d, r) => d.Signature = Der.Loose(d.Signature, r)),
            new("signature: by another key", Signature, After: (d, _) => ByAnother(d)),
            new("on the way: a bit of authenticator data", "", After: (d, r) => d.AuthDataBytes = r.Flip(d.AuthDataBytes)),
            new(
                "on the way: authenticator data is cut",
                "authenticator-data-malformed",
                After: (d, r) => d.AuthDataBytes = r.Cut(d.AuthDataBytes)
            ),
            new(
                "on the way: authenticator data grows",
                "authenticator-data-malformed",
                After: (d, r) => d.AuthDataBytes = r.Grow(d.AuthDataBytes)
            ),
            new("on the way: another counter", Signature, After: (d, r) => d.AuthData.Counter += (uint)r.Next(1, 1000)),
            new("on the way: PIN is claimed", Signature, (d, _) => d.AuthData.Flags &= 0xFB, (d, _) => d.AuthData.Flags |= 4),
            new("authenticator data: brings a new key", "authenticator-data-malformed", (d, _) => NewKey(d)),
            new("counter: not above the last", "counter-not-higher", (d, r) => d.AuthData.Counter = (uint)r.Next(0, 4)),
        ];

    private static void ByAnother(AssertionDraft draft)
    {
        using var other = new CredentialKey(-7);
        var own = draft.Key;
        draft.Key = other;
        draft.Sign();
        draft.Key = own;
    }

    private static void NewKey(AssertionDraft draft)
    {
        draft.AuthData.Flags |= AuthDataDraft.At;
        draft.AuthData.Aaguid = KeyWorld.Model;
        draft.AuthData.CredentialId = [1, 2, 3];
        draft.AuthData.PublicKey = draft.Key.Public;
    }
}
