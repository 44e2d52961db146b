using System.Text.Encodings.Web;
using System.Text.Json;
using AccessGov.Sandbox.Tenant.Routes;
using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.State;

/// <summary>The tenant on disk: one JSON file, written beside and moved into place, so that a crash leaves the old one.</summary>
internal static class StateFile
{
    private const int Format = 1;

    public static async Task SaveAsync(string path, TenantDirectory directory, SubscriptionBook subscriptions)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var draft = path + ".new";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
        await using (var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            lock (directory.Gate)
                Write(json, directory, subscriptions);
            await json.FlushAsync();
        }

        File.Move(draft, path, overwrite: true);
    }

    public static async Task LoadAsync(string path, TenantDirectory directory, SubscriptionBook subscriptions)
    {
        await using var file = File.OpenRead(path);
        using var json = await JsonDocument.ParseAsync(file);
        var root = json.RootElement;
        if (root.GetProperty("format").GetInt32() is var format && format != Format)
            throw new InvalidDataException(
                $"{path} has state format {format}; this emulator reads {Format}. Delete the file to start with an empty tenant."
            );
        lock (directory.Gate)
            StateReader.Read(root, directory, subscriptions);
    }

    private static void Write(Utf8JsonWriter json, TenantDirectory directory, SubscriptionBook subscriptions)
    {
        json.WriteStartObject();
        json.WriteNumber("format", Format);
        json.WriteStartArray("users");
        foreach (var user in directory.LiveUsers.Items())
            WriteUser(json, user);
        json.WriteEndArray();
        json.WriteStartArray("deleted");
        foreach (var user in directory.Deleted.Items())
            WriteUser(json, user);
        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (var group in directory.LiveGroups.Items())
        {
            json.WriteStartObject();
            WriteValues(json, group);
            json.WriteStartArray(StateReader.Members);
            foreach (var member in group.Members.Items())
                json.WriteStringValue(member.Id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteLog(json, directory.Log);
        json.WritePropertyName("subscriptions");
        JsonSerializer.Serialize(json, subscriptions.Live);
        json.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter json, TenantUser user)
    {
        json.WriteStartObject();
        WriteValues(json, user);
        if (user.HoldsAdminRole)
            json.WriteBoolean(StateReader.AdminRole, true);
        if (user.GroupsBeforeDeletion.Count > 0)
        {
            json.WriteStartArray(StateReader.GroupsBefore);
            foreach (var group in user.GroupsBeforeDeletion)
                json.WriteStringValue(group);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, TenantObject target)
    {
        foreach (var property in target.Schema.Properties)
        {
            if (target.Get(property) is not { } value)
                continue;
            if (value is DateTimeOffset instant)
                json.WriteString(property.Name, instant);
            else
                ObjectJson.WriteProperty(json, property, value);
        }
    }

    // Positions in the log are in delta tokens that callers keep, so the log is kept as well.
    private static void WriteLog(Utf8JsonWriter json, ChangeLog log)
    {
        json.WriteNumber("logStart", log.End - log.Changes.Count);
        json.WriteStartArray("log");
        foreach (var change in log.Changes)
        {
            json.WriteStartArray();
            json.WriteStringValue(change.UserId);
            json.WriteNumberValue(change.Properties.Bits);
            json.WriteStringValue(change.At);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
