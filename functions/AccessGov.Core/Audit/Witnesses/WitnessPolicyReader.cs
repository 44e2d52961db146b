using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Trees;

namespace AccessGov.Core.Audit.Witnesses;

/// <summary>
/// Reads a witness policy line by line and tells everything that is wrong, so that it is corrected once; of very many the first ones, and
/// how many there are.
/// </summary>
public sealed class WitnessPolicyReader
{
    /// <summary>Largest file in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    // A file of other lines, or with other line ends, has one in each.
    private const int MostFlaws = 20;

    private const string Nobody = "none";

    private readonly List<PolicyLog> logs = [];
    private readonly List<PolicyWitness> witnesses = [];
    private readonly List<PolicyGroup> groups = [];
    private readonly List<WitnessPolicyFlaw> flaws = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> members = new(StringComparer.Ordinal);
    private string? quorum;
    private int line;
    private bool isOne;

    private WitnessPolicyReader() { }

    /// <summary>Reads a policy.</summary>
    /// <param name="utf8">All bytes of the file.</param>
    public static WitnessPolicyRead Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new WitnessPolicyReader();
        if (utf8.Length > MaxBytes || !Spelling.TryText(utf8, out var text))
            reader.Flaw(WitnessPolicyError.NoText, "");
        else
            reader.Lines(text);
        var more = reader.flaws.Count - MostFlaws;
        if (more > 0)
        {
            reader.flaws.RemoveRange(MostFlaws, more);
            reader.Flaw(WitnessPolicyError.More, $"{more}");
        }
        return new WitnessPolicyRead(
            reader.flaws.Count > 0
                ? null
                : new WitnessPolicy(reader.logs, reader.witnesses, reader.groups, reader.quorum == Nobody ? null : reader.quorum),
            reader.flaws
        );
    }

    private void Lines(string text)
    {
        foreach (var content in text.Split('\n'))
        {
            line++;
            if (content.Any(c => c is < ' ' and not '\t' or '\u007f'))
                Flaw(WitnessPolicyError.ControlCharacter, "");
            else if (content.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var first, ..] words && first[0] != '#')
                Words(first, words[1..]);
        }
        line = 0;
        if (!isOne && flaws.Exists(f => f.Error == WitnessPolicyError.UnknownWord))
        {
            // Its lines would be told one by one, and say nothing.
            flaws.Clear();
            Flaw(WitnessPolicyError.NoPolicy, "");
        }
        else if (quorum is null)
            Flaw(WitnessPolicyError.QuorumMissing, "");
    }

    private void Words(string first, string[] words)
    {
        isOne |= first is "log" or "witness" or "group" or "quorum";
        switch (first, words)
        {
            case ("log", [var key, .. { Length: <= 1 } url]):
                Log(key, url.FirstOrDefault());
                break;
            case ("witness", [var name, var key, .. { Length: <= 1 } url]):
                Witness(name, key, url.FirstOrDefault());
                break;
            case ("group", [var name, var needed, _, ..]):
                Group(name, needed, words[2..]);
                break;
            case ("quorum", [var name]):
                Quorum(name);
                break;
            default:
                Flaw(
                    first is "log" or "witness" or "group" or "quorum" ? WitnessPolicyError.WordCount : WitnessPolicyError.UnknownWord,
                    first
                );
                break;
        }
    }

    private void Log(string text, string? url)
    {
        if (Key(text, NoteKeyType.Ed25519, NoteKeyType.Ecdsa) is { } key)
            logs.Add(new PolicyLog(key, url));
    }

    private void Witness(string name, string text, string? url)
    {
        var key = Key(text, NoteKeyType.Cosignature);
        if (IsFree(name) && key is not null)
            witnesses.Add(new PolicyWitness(name, key, url));
    }

    private void Group(string name, string needed, string[] of)
    {
        foreach (var member in of)
            if (!names.Contains(member))
                Flaw(WitnessPolicyError.UnknownName, member);
            else if (!members.Add(member))
                // Counted twice, one witness would be two.
                Flaw(WitnessPolicyError.MemberTwice, member);
        var count =
            needed is "any" ? 1
            : needed is "all" ? of.Length
            : Spelling.TryNumber(needed, out var number) && number >= 1 && number <= of.Length ? (int)number
            : 0;
        if (count == 0)
            Flaw(WitnessPolicyError.BadThreshold, needed);
        if (IsFree(name))
            groups.Add(new PolicyGroup(name, count, of));
    }

    private void Quorum(string name)
    {
        if (quorum is not null)
            Flaw(WitnessPolicyError.QuorumTwice, name);
        else if (name != Nobody && !names.Contains(name))
            Flaw(WitnessPolicyError.UnknownName, name);
        quorum ??= name;
    }

    private NoteKey? Key(string text, params NoteKeyType[] allowed)
    {
        if (!NoteKey.TryParse(text, out var key, out var why))
            flaws.Add(new WitnessPolicyFlaw(line, WitnessPolicyError.BadKey, "") { Why = why });
        else if (!allowed.Contains(key.Type))
            Flaw(WitnessPolicyError.WrongKeyType, key.Name.Value);
        // The same key under another name is the same log or witness: it would count twice.
        else if (logs.Select(l => l.Key).Concat(witnesses.Select(w => w.Key)).Any(k => k.PublicKey.Span.SequenceEqual(key.PublicKey.Span)))
            Flaw(WitnessPolicyError.KeyTwice, key.Name.Value);
        else
            return key;
        return null;
    }

    private bool IsFree(string name)
    {
        // A name whose line has another flaw is known all the same: what uses it is not wrong for that.
        if (name != Nobody && names.Add(name))
            return true;
        Flaw(WitnessPolicyError.NameTaken, name);
        return false;
    }

    private void Flaw(WitnessPolicyError error, string word) => flaws.Add(new WitnessPolicyFlaw(line, error, word));
}
