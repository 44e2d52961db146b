using System.Text;
using System.Text.Json;

namespace AccessGov.App.WebAuthn;

/// <summary>Options as <c>PublicKeyCredential.parseCreationOptionsFromJSON()</c> and its sister take them (WebAuthn L3 §5.1.8–9).</summary>
internal static class OptionsJson
{
    public static string Of(
        RegistrationOptions kept,
        RelyingParty party,
        KeyHolder holder,
        KeyPolicy policy,
        IReadOnlyList<string> excluded
    ) =>
        Write(json =>
        {
            json.WriteStartObject("rp");
            json.WriteString("id", party.Id);
            json.WriteString("name", party.Name);
            json.WriteEndObject();
            json.WriteStartObject("user");
            json.WriteString("id", kept.UserHandle);
            json.WriteString("name", holder.Name);
            json.WriteString("displayName", holder.DisplayName);
            json.WriteEndObject();
            json.WriteString("challenge", kept.Challenge);
            json.WriteStartArray("pubKeyCredParams");
            foreach (var algorithm in kept.Algorithms)
            {
                json.WriteStartObject();
                json.WriteString("type", "public-key");
                json.WriteNumber("alg", algorithm);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Keys(json, "excludeCredentials", excluded);
            json.WriteStartObject("authenticatorSelection");
            // For browsers that do not know hints yet (§5.8.7).
            json.WriteString("authenticatorAttachment", "cross-platform");
            json.WriteString("residentKey", "required");
            json.WriteBoolean("requireResidentKey", true);
            json.WriteString("userVerification", Verification(policy));
            json.WriteEndObject();
            json.WriteString("attestation", policy.Trust is AttestationTrust.NotAsked ? "none" : "direct");
        });

    public static string Of(AssertionOptions kept, RelyingParty party, KeyPolicy policy) =>
        Write(json =>
        {
            json.WriteString("rpId", party.Id);
            json.WriteString("challenge", kept.Challenge);
            Keys(json, "allowCredentials", kept.Allowed);
            json.WriteString("userVerification", Verification(policy));
        });

    private static string Verification(KeyPolicy policy) => policy.IsVerified ? "required" : "preferred";

    private static void Keys(Utf8JsonWriter json, string name, IReadOnlyList<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids)
        {
            json.WriteStartObject();
            json.WriteString("type", "public-key");
            json.WriteString("id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            members(json);
            json.WriteStartArray("hints");
            json.WriteStringValue("security-key");
            json.WriteEndArray();
            json.WriteNumber("timeout", (long)RegistrationOptions.ValidFor.TotalMilliseconds);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
