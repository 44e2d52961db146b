using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AccessGov.App.Personnel.Persons;
using AccessGov.App.Work;
using AccessGov.Core.Personnel;

namespace AccessGov.Web.Scim;

/// <summary>A person as a resource.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Resource">Its attributes without what the server sets.</param>
/// <param name="Version">Weak entity tag, from the content.</param>
/// <param name="Location">Where it is.</param>
/// <param name="CreatedAt">When it was first told.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record UserView(
    string Id,
    JsonObject Resource,
    string Version,
    string Location,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt
)
{
    public static UserView Of(Workspace workspace, KnownPerson known, string root)
    {
        var resource = Editable(known);
        // Shown is what is in effect; edited is what the client itself said.
        resource["active"] = (bool)resource["active"]! && !ImmediateStop.IsIn(known.Said, workspace.Today);
        var id = ScimId.Of(workspace, known.Facts.Source, known.Id);
        var version = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resource.ToJsonString())))[..32]}\"";
        var modified = known.Profile is { } profile && profile.ModifiedAt > known.KnownAt ? profile.ModifiedAt : known.KnownAt;
        return new UserView(id, resource, version, $"{root}/Users/{id}", known.Profile?.CreatedAt ?? known.KnownAt, modified);
    }

    /// <summary>A moment as it is shown, and therefore as it is compared: to the millisecond.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    /// <summary>The resource as PATCH changes it.</summary>
    public static JsonObject Editable(KnownPerson known)
    {
        var (profile, said) = (known.Profile, known.Said);
        var besides = profile is null ? [] : JsonObject.Create(profile.Attributes)!;
        var resource = new JsonObject { ["externalId"] = known.Id.Value, ["userName"] = profile?.UserName ?? known.Id.Value };
        foreach (var (name, value) in besides)
            resource[name] = value?.DeepClone();
        if (!known.IsOwnWord && said is PersonStatement.Employed { Worker.DisplayName: var display })
        {
            // Somebody else has told the name since; the parts may be of the former one.
            if ((string?)resource["displayName"] != display)
                resource.Remove("name");
            resource["displayName"] = display;
        }
        resource["active"] = !known.IsOwnWord || profile!.IsActive;
        var enterprise = new JsonObject { ["employeeNumber"] = known.Id.Value };
        if (resource[ScimSchema.Enterprise.Urn] is JsonObject more)
            foreach (var (name, value) in more)
                enterprise[name] = value?.DeepClone();
        resource[ScimSchema.Enterprise.Urn] = enterprise;
        resource[ScimSchema.Personnel.Urn] = PersonnelExtension.Of(said);
        return resource;
    }

    /// <summary>As it goes to the client.</summary>
    /// <param name="choice">Which attributes.</param>
    public JsonObject ToJson(AttributeChoice choice)
    {
        var shown = new JsonObject { ["schemas"] = new JsonArray([.. ScimSchema.All.Select(s => (JsonNode)s.Urn)]), ["id"] = Id };
        foreach (var (name, value) in choice.Of(Resource))
            shown[name] = value?.DeepClone();
        if (choice.ShowsMeta)
            shown["meta"] = new JsonObject
            {
                ["resourceType"] = "User",
                ["created"] = Moment(CreatedAt),
                ["lastModified"] = Moment(ModifiedAt),
                ["location"] = Location,
                ["version"] = Version,
            };
        return shown;
    }
}
