using System.Text.Json;
using AccessGov.App.Transfers;
using AccessGov.Core.Kernel;
using AccessGov.Core.Transfers;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Transfers;

/// <summary>What is said of packages.</summary>
internal static class TransferText
{
    private sealed record PartLine(string Kind, long Rows);

    /// <summary>A package that was made.</summary>
    public static void Sent(Session session, ExportTransfer.Made made, string package, string paper)
    {
        var (texts, manifest) = (session.UiTexts, made.Manifest);
        if (session.IsJson)
        {
            session.WriteJson(
                new
                {
                    to = manifest.To.Value,
                    number = manifest.Number,
                    hash = manifest.Hash,
                    expiresAt = manifest.ExpiresAt,
                    package,
                    paper,
                    parts = manifest.Parts.Select(p => new PartLine(p.Kind, p.Rows)),
                    unknown = made.Unknown,
                }
            );
            return;
        }
        session.Say(texts.Of("Transfer.Sent", manifest.To, manifest.Number, session.Workspace.Local(manifest.ExpiresAt)));
        Parts(session, manifest, []);
        foreach (var kind in made.Unknown)
            session.Say(texts.Of("Transfer.Unknown", NameOf(session, kind)));
        session.Say(texts.Of("Transfer.Hash", Grouped(manifest.Hash)));
        session.Say(texts.Of("Transfer.Written", package, paper));
    }

    /// <summary>A package that was looked at or taken over.</summary>
    /// <param name="session">Whom to tell.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="checkOnly">True when nothing was taken over.</param>
    /// <param name="isCut">True for what begins as a package and is none.</param>
    public static void Taken(Session session, ImportTransfer.Result result, bool checkOnly, bool isCut)
    {
        var (texts, manifest) = (session.UiTexts, result.Manifest);
        if (session.IsJson)
            session.WriteJson(
                new
                {
                    from = manifest?.From.Value,
                    number = manifest?.Number,
                    hash = manifest?.Hash,
                    madeAt = manifest?.MadeAt,
                    isTaken = result.Why is null && !checkOnly,
                    why = result.Why,
                    parts = manifest?.Parts.Select(p => new PartLine(p.Kind, p.Rows)),
                    people = result.People,
                    changes = result.Changes,
                    refused = result.RefusedKinds,
                }
            );
        if (result.Why is { } why)
        {
            var said = isCut ? texts.Of("Transfer.Cut", why.Number)
                : why.Code == "transfer-other-tenant" ? texts.Of(ImportTransfer.WordingOf(session.Workspace, why))
                : session.Text.Of(why);
            session.Complain(texts.Of("Transfer.Refused", said), ExitCodes.Refused);
            return;
        }
        if (session.IsJson || manifest is null)
            return;
        var refused = result.RefusedKinds;
        session.Say(
            texts.Of(
                checkOnly ? "Transfer.Checked"
                    : refused.Count > 0 ? "Transfer.TakenPartly"
                    : "Transfer.Taken",
                manifest.From,
                manifest.Number,
                session.Workspace.Local(manifest.MadeAt),
                string.Join(texts["List.Between"], refused.Select(k => NameOf(session, k)))
            )
        );
        Parts(session, manifest, checkOnly ? [] : refused);
        session.Say(texts.Of("Transfer.Hash", Grouped(manifest.Hash)));
        foreach (var change in result.Changes)
            if (refused.Contains(change.Kind))
                Held(session, change);
            else
                session.Say(texts.Of("Transfer.Change", NameOf(session, change.Kind), change.Added, change.Changed, change.Gone));
        foreach (var people in result.People)
            ImportText.Show(session, people, checkOnly, all: true);
    }

    /// <summary>
    /// A part that is refused: what it would change is no result. Why people are refused is said with what their source tells.
    /// </summary>
    private static void Held(Session session, PartChange change)
    {
        var (texts, name) = (session.UiTexts, NameOf(session, change.Kind));
        if (change.Held is { } held)
            session.Complain(texts.Of("Transfer.Held", name, session.Text.Of(held)), ExitCodes.Refused);
        session.Complain(texts.Of("Transfer.HeldChange", name, change.Added, change.Changed, change.Gone), ExitCodes.Refused);
        if (change.Held is { } limit && limit.Number != change.Gone)
            session.Complain(texts.Of("Transfer.HeldCounts", change.Gone, limit.Number), ExitCodes.Refused);
    }

    /// <summary>What a node told last.</summary>
    public static void Told(Session session, IReadOnlyList<(string Kind, TransferBook.Told What, string Content)> told)
    {
        if (session.IsJson)
        {
            session.WriteJson(
                told.ToDictionary(
                    t => t.Kind,
                    t => new
                    {
                        number = t.What.Number,
                        madeAt = t.What.MadeAt,
                        content = JsonSerializer.Deserialize<JsonElement>(t.Content),
                    }
                )
            );
            return;
        }
        foreach (var (kind, what, content) in told)
        {
            session.Say(
                session.UiTexts.Of("Transfer.Told", NameOf(session, kind), what.Rows, what.Number, session.Workspace.Local(what.MadeAt))
            );
            Table(session, JsonSerializer.Deserialize<JsonElement>(content));
        }
    }

    /// <summary>What a kind is called.</summary>
    public static string NameOf(Session session, string kind) =>
        TransferKinds.SourceOf(kind) is { } source
            ? session.UiTexts.Of("Transfer.Kind.people", session.Workspace.Policy.NameOf(source))
            : session.UiTexts[$"Transfer.Kind.{kind}"];

    /// <summary>A hash as two people read it to each other: 16 groups of four.</summary>
    public static string Grouped(string hash) => string.Join(' ', hash.Chunk(4).Select(c => new string(c)));

    private static void Parts(Session session, TransferManifest manifest, IReadOnlyList<string> without)
    {
        foreach (var part in manifest.Parts.Where(p => !without.Contains(p.Kind)))
            session.Say(session.UiTexts.Of("Transfer.Part", NameOf(session, part.Kind), part.Rows));
    }

    private static void Table(Session session, JsonElement content)
    {
        var rows = content.ValueKind is JsonValueKind.Array ? content.EnumerateArray().ToArray() : [content];
        if (rows.Length == 0)
            return;
        string[] names = [.. rows[0].EnumerateObject().Select(p => p.Name)];
        var table = new TextTable([.. names.Select(n => session.UiTexts.Find($"Transfer.Column.{n}") ?? n)]);
        foreach (var row in rows)
            table.Add([.. names.Select(n => (TextTable.Cell)(row.TryGetProperty(n, out var value) ? InWords(session, n, value) : ""))]);
        table.Show(session);
    }

    /// <summary>What another node told as a code or as JSON, for people: in words.</summary>
    private static string InWords(Session session, string name, JsonElement value)
    {
        var texts = session.UiTexts;
        return (name, value.ValueKind) switch
        {
            (_, JsonValueKind.True) => texts["Word.yes"],
            (_, JsonValueKind.False) => texts["Word.no"],
            (_, JsonValueKind.Null) => "",
            // A right that only the other node knows has no name here.
            ("right", _) => session.Text.Name(new EntitlementId($"{value}")) is var called && called != $"{value}" ? $"{called} ({value})"
                : called,
            ("id", JsonValueKind.String) => DecisionText.Short($"{value}"),
            ("status", _) => texts.Find($"Status.{value}") ?? $"{value}",
            ("madeAt", JsonValueKind.String) when value.TryGetDateTimeOffset(out var at) =>
                $"{session.Workspace.Local(at):yyyy-MM-dd HH:mm}",
            (_, JsonValueKind.Object) => string.Join(
                texts["List.Between"],
                value.EnumerateObject().Select(p => texts.Of("Status.Count", texts.Find($"Outcome.{p.Name}") ?? p.Name, $"{p.Value}"))
            ),
            _ => $"{value}",
        };
    }
}
