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
        Parts(session, manifest);
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
                }
            );
        if (result.Why is { } why)
        {
            var said = isCut ? texts.Of("Transfer.Cut", why.Number) : session.Text.Of(why);
            session.Complain(texts.Of("Transfer.Refused", said), ExitCodes.Refused);
            return;
        }
        if (session.IsJson || manifest is null)
            return;
        session.Say(
            texts.Of(
                checkOnly ? "Transfer.Checked" : "Transfer.Taken",
                manifest.From,
                manifest.Number,
                session.Workspace.Local(manifest.MadeAt)
            )
        );
        Parts(session, manifest);
        session.Say(texts.Of("Transfer.Hash", Grouped(manifest.Hash)));
        foreach (var change in result.Changes)
        {
            session.Say(
                texts.Of("Transfer.Change", NameOf(session, change.Kind), change.Added, change.Changed, change.Gone)
            );
            if (change.Held is { } held)
                session.Complain(texts.Of("Transfer.Held", NameOf(session, change.Kind), session.Text.Of(held)), ExitCodes.Refused);
        }
        foreach (var people in result.People)
            ImportText.Show(session, people, checkOnly, all: true);
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

    private static void Parts(Session session, TransferManifest manifest)
    {
        foreach (var part in manifest.Parts)
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
            ("right", _) => $"{session.Text.Name(new EntitlementId($"{value}"))} ({value})",
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
