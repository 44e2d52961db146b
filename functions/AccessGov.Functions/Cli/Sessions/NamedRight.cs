using AccessGov.Core.Policy;

namespace AccessGov.Functions.Cli.Sessions;

/// <summary>A right that somebody names on the command line: by its id, or by its name or a part of it if only one fits.</summary>
internal static class NamedRight
{
    /// <summary>Whether somebody means a right by a text: its id, or a part of its name.</summary>
    /// <param name="right">The right.</param>
    /// <param name="text">What the command line says.</param>
    public static bool Fits(Entitlement right, string text) =>
        right.Id.Value == text || right.Name.Contains(text, StringComparison.Ordinal);

    /// <summary>The one right that is meant, or a complaint: there is none, or there are several and which.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="rights">Those of the policy.</param>
    /// <param name="text">What the command line says.</param>
    /// <returns>The right, or the exit code.</returns>
    public static (Entitlement? Right, int ExitCode) One(Session session, IReadOnlyList<Entitlement> rights, string text)
    {
        if (rights.FirstOrDefault(r => r.Id.Value == text) is { } named)
            return (named, ExitCodes.Done);
        var called = rights.Where(r => r.Name == text).ToArray();
        if (called.Length == 0)
            called = [.. rights.Where(r => Fits(r, text))];
        return called switch
        {
            [var one] => (one, ExitCodes.Done),
            [] => (null, session.Complain(session.UiTexts.Of("Cli.UnknownEntitlement", text, Listed(session, rights)), ExitCodes.NotFound)),
            _ => (
                null,
                session.Complain(
                    session.UiTexts.Of("Cli.SeveralEntitlements", text, called.Length, Listed(session, called)),
                    ExitCodes.NotFound
                )
            ),
        };
    }

    private static string Listed(Session session, IEnumerable<Entitlement> rights) =>
        string.Join(session.UiTexts["List.Between"], rights.Select(r => session.UiTexts.Of("Cli.RightNamed", r.Id, r.Name)));
}
