using AccessGov.Sandbox.Authenticators;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>What an authenticator can say wrongly of the moment, and sign.</summary>
internal static class AuthDataMutations
{
    private const string Malformed = "authenticator-data-malformed";

    /// <summary>Of either ceremony.</summary>
    /// <param name="of">Where the draft has it.</param>
    public static IEnumerable<Mutation<T>> All<T>(Func<T, AuthDataDraft> of)
    {
        Mutation<T> Make(string name, string steps, Action<AuthDataDraft, Random> change) =>
            new($"authenticator data: {name}", steps, (d, r) => change(of(d), r));
        yield return Make(
            "another RP ID",
            "rp-id-differs",
            (a, r) => a.RpId = r.Pick("city.example.jp", "evil.example", "", "PORTAL.CITY.EXAMPLE.JP")
        );
        yield return Make("a bit of the RP ID's hash", "rp-id-differs", (a, r) => a.RpIdHash = r.Flip(a.RpIdHash));
        yield return Make("nobody touched it", "user-absent", (a, _) => a.Flags &= 0xFE);
        yield return Make("no PIN", "user-unverified", (a, _) => a.Flags &= 0xFB);
        yield return Make("backed up without being eligible", "backup-state-impossible", (a, _) => a.Flags |= AuthDataDraft.Bs);
        yield return Make(
            "a cloud can copy it",
            "backup-eligible",
            (a, r) => a.Flags |= (byte)(AuthDataDraft.Be | r.Pick(0, AuthDataDraft.Bs))
        );
        yield return Make("reserved flags", Malformed, (a, r) => a.Flags |= r.Pick<byte>(0x02, 0x20, 0x22));
        yield return Make("extensions are announced and missing", Malformed, (a, _) => a.Flags |= AuthDataDraft.Ed);
        yield return Make("extensions that nobody announced", Malformed, (a, _) => a.Extensions = [0xA1, 0x61, (byte)'x', 0x01]);
        yield return Make(
            "extensions of another form",
            Malformed,
            (a, r) =>
            {
                a.Flags |= AuthDataDraft.Ed;
                a.Extensions = r.Pick<byte[]>(
                    [0xA0],
                    [0x80],
                    [0x01],
                    [0xF6],
                    [0xA1, 0x01, 0x02],
                    [0xA1, 0x61, (byte)'x'],
                    [0xBF, 0x61, (byte)'x', 0x01, 0xFF],
                    [0xA2, 0x61, (byte)'x', 0x01, 0x61, (byte)'x', 0x01],
                    [0xA1, 0x78, 0x01, (byte)'x', 0x01],
                    [0xA1, 0x61, 0xFF, 0x01],
                    [0xA1, 0x61, (byte)'x', 0xC1, 0x01],
                    Turn.Deep(r.Next(5, 2000))
                );
            }
        );
        yield return Make("something follows", Malformed, (a, r) => a.Tail = r.Grow([]));
        yield return Make(
            "something follows the extensions",
            Malformed,
            (a, r) =>
            {
                a.Flags |= AuthDataDraft.Ed;
                a.Extensions = [0xA1, 0x61, (byte)'x', 0x01];
                a.Tail = r.Grow([]);
            }
        );
    }
}
