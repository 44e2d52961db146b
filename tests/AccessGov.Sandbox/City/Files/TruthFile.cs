using System.Text.Encodings.Web;
using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.Sandbox.City.Files;

/// <summary>truth.json: what the extracts were made from.</summary>
internal sealed class TruthFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly Utf8JsonWriter _json;
    private readonly SortedDictionary<string, int> _events = new(StringComparer.Ordinal);
    private int _accounts;

    public TruthFile(string path, CitySettings settings)
    {
        _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
        _json = new Utf8JsonWriter(
            _stream,
            new JsonWriterOptions
            {
                Indented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
        _json.WriteStartObject();
        _json.WriteNumber("seed", settings.Seed);
        _json.WriteNumber("staff", settings.Staff);
        _json.WriteString("faults", settings.Faults.ToString());
        _json.WriteStartArray("people");
    }

    public void Add(Person person)
    {
        _events[person.Event.ToString()] = _events.GetValueOrDefault(person.Event.ToString()) + 1;
        _accounts += person.Before is null ? 0 : 1;
        _json.WriteStartObject();
        _json.WriteString("id", person.After.Id.Value);
        if (person.Renumbered is { } again)
            _json.WriteString("newId", again.Id.Value);
        _json.WriteString("name", person.After.DisplayName);
        _json.WriteString("source", person.After.Home.Value);
        _json.WriteString("kind", person.After.Employments[0].Kind.ToString());
        _json.WriteString("event", person.Event.ToString());
        Org("from", Person.MainPosting(person.Before, CitySettings.OldYear)?.Org);
        Org("to", Person.MainPosting(person.After, CitySettings.NewYear)?.Org ?? person.Renumbered?.Postings[0].Org);
        if (person.After.Employments[^1].Days.Until is { } until)
            _json.WriteString("until", DateForms.Iso(until));
        if (person.After.Leaves is [var leave, ..])
            _json.WriteString("leave", $"{leave.Kind} {leave.Days.From:yyyy-MM-dd}/{leave.Days.Until:yyyy-MM-dd}");
        _json.WriteEndObject();
        if (_json.BytesPending > 1 << 16)
            _json.Flush();
    }

    /// <summary>Writes what is known only at the end, and closes the object.</summary>
    public void End(PretendCity city, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> rows, IEnumerable<InjectedFault> faults)
    {
        _json.WriteEndArray();
        _json.WriteStartObject("counts");
        _json.WriteNumber("accountsOn331", _accounts);
        foreach (var (name, count) in _events)
            _json.WriteNumber(name, count);
        _json.WriteEndObject();
        _json.WritePropertyName("rows");
        JsonSerializer.Serialize(_json, rows);
        var rescinded = city.Rescinded;
        _json.WriteStartObject("rescinded");
        _json.WriteString("id", rescinded.After.Id.Value);
        Org("from", Person.MainPosting(rescinded.Before, CitySettings.OldYear)?.Org);
        Org("to", Person.MainPosting(rescinded.After, CitySettings.NewYear)?.Org);
        _json.WriteEndObject();
        var seed = CitySeed.Of(city);
        _json.WriteStartArray("accountsWithoutPerson");
        foreach (var account in seed.Accounts)
        {
            _json.WriteStartObject();
            _json.WriteString("kind", account.Kind.ToString());
            _json.WriteString("userName", account.UserName);
            _json.WriteString("displayName", account.DisplayName);
            if (account.EmployeeId is { } id)
                _json.WriteString("employeeId", id.Value);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("strayMembers");
        foreach (var stray in seed.Strays)
        {
            _json.WriteStartObject();
            _json.WriteString("id", stray.Worker.Value);
            Org("serves", stray.Serves);
            Org("asIfAt", stray.AsIfAt);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteStartArray("injected");
        foreach (var fault in faults)
        {
            _json.WriteStartObject();
            _json.WriteString("file", $"{fault.Folder}/{fault.Source}.csv");
            _json.WriteNumber("row", fault.Row);
            _json.WriteString("id", fault.Id);
            _json.WriteString("kind", fault.Kind.ToString());
            _json.WriteBoolean("repairable", fault.IsRepairable);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    public void Dispose()
    {
        _json.Dispose();
        _stream.Dispose();
    }

    private void Org(string name, OrgCode? code)
    {
        if (code is { } known)
            _json.WriteString(name, known.Value);
    }
}
