using System.Globalization;
using System.Text.Json;
using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading;

/// <summary>The members of one JSON object, each read once; what was not read is unknown.</summary>
internal sealed class PersonFields
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly List<PersonFault> faults;

    public PersonFields(JsonElement at, string path, List<PersonFault> faults)
    {
        (this.path, this.faults) = (path, faults);
        if (at.ValueKind != JsonValueKind.Object)
            faults.Add(new PersonFault(path, Wording.Of("Person.not-object")));
        else
            foreach (var member in at.EnumerateObject())
                if (!members.TryAdd(member.Name, member.Value))
                    Fault(member.Name, Wording.Of("Person.twice"));
    }

    public bool Has(string name) => members.ContainsKey(name);

    public EmployeeId? Id(string name, bool isNeeded, int? width)
    {
        var text = Text(name, EmployeeId.MaxLength, isNeeded);
        if (text.Length == 0)
            return null;
        if (EmployeeNumbers.TryRead(text, width, out var id, out var why))
            return id;
        Fault(name, why);
        return null;
    }

    public string Text(string name, int longest, bool isNeeded)
    {
        if (Given(name) is not { } value)
        {
            if (isNeeded)
                Fault(name, Wording.Of("Person.missing"));
            return "";
        }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (text is null)
            Fault(name, Wording.Of("Person.not-text"));
        else if (text.Length > longest)
            Fault(name, Wording.Of("Person.too-long", text.Length, longest));
        else if (VisibleText.FirstHidden(text) is { } hidden)
            Fault(name, Wording.Of("Person.hidden-character", hidden));
        else if (text != text.Trim())
            Fault(name, Wording.Of("Person.spaces"));
        else if (isNeeded && text.Length == 0)
            Fault(name, Wording.Of("Person.empty"));
        else
            return text;
        return "";
    }

    public bool Flag(string name)
    {
        if (Given(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Fault(name, Wording.Of("Person.not-flag"));
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A code in camel case.</summary>
    public T Word<T>(string name, EnumCodes<T> codes)
        where T : struct, Enum
    {
        var text = Text(name, 40, isNeeded: true);
        foreach (var (known, code) in codes.All)
            if (JsonNamingPolicy.CamelCase.ConvertName(code) == text)
                return known;
        if (text.Length > 0)
            Fault(name, Wording.Of("Person.one-of", codes.All.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.Code))));
        return default;
    }

    /// <summary>A member of any form, for another reader; its absence is a fault.</summary>
    public JsonElement? Element(string name)
    {
        var value = Given(name);
        if (value is null)
            Fault(name, Wording.Of("Person.missing"));
        return value;
    }

    /// <summary>
    /// Members <c>from</c> and <c>until</c>; no <c>until</c>, or null: no end is known. Ends the object: anything unread in it is a fault.
    /// </summary>
    public DateSpan Days(bool isEndNeeded)
    {
        var from = Day("from", isNeeded: true) ?? default;
        var until = Day("until", isEndNeeded);
        if (until < from)
            Fault("until", Wording.Of("Person.until-before-from"));
        NoOthers();
        return new DateSpan(from, until);
    }

    public List<T> Many<T>(string name, int most, bool isNeeded, Func<PersonFields, T> one)
    {
        if (Given(name) is not { } value)
        {
            if (isNeeded)
                Fault(name, Wording.Of("Person.missing-list"));
            return [];
        }
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
        {
            Fault(name, Wording.Of("Person.not-list", most));
            return [];
        }
        return [.. value.EnumerateArray().Select((item, i) => one(new PersonFields(item, $"{Path(name)}[{i}]", faults)))];
    }

    /// <summary>Whatever was not read is a fault: a misspelt member must not be silence.</summary>
    public void NoOthers()
    {
        foreach (var name in members.Keys.Where(n => !read.Contains(n)))
            faults.Add(new PersonFault(path, Wording.Of("Person.unknown-member", name.Length > 40 ? name[..40] : name)));
    }

    private DateOnly? Day(string name, bool isNeeded)
    {
        var text = Text(name, 10, isNeeded);
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Fault(name, Wording.Of("Person.not-day"));
        return null;
    }

    private JsonElement? Given(string name)
    {
        read.Add(name);
        return members.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private void Fault(string name, Wording text) => faults.Add(new PersonFault(Path(name), text));

    private string Path(string name) => path.Length == 0 ? name : $"{path}.{name}";
}
