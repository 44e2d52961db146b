using System.Text;
using System.Text.Json.Nodes;

namespace AccessGov.App.Tests.WebAuthn;

/// <summary>What can be wrong with the answer as JSON.</summary>
internal static class AnswerMutations
{
    private const string Answer = "answer-malformed";

    /// <summary>Of either ceremony.</summary>
    /// <param name="finish">Sets what makes a text of the answer.</param>
    /// <param name="own">The member that this ceremony alone has.</param>
    public static IEnumerable<Mutation<T>> All<T>(Action<T, Func<JsonObject, string>> finish, string own)
    {
        Mutation<T> Make(string name, Func<JsonObject, Random, string> change, string steps = Answer) =>
            new($"answer: {name}", steps, After: (d, r) => finish(d, json => change(json, r)));
        string[] bytes = ["clientDataJSON", own];
        yield return Make("a member is missing", (j, r) => Turn.With(j, a => a.Remove(r.Pick("id", "rawId", "type", "response"))));
        yield return Make("a part is missing", (j, r) => Turn.With(j, a => a["response"]!.AsObject().Remove(r.Pick(bytes))));
        yield return Make(
            "a part is of another kind",
            (j, r) => Turn.With(j, a => a["response"]![r.Pick(bytes)] = r.Pick<JsonNode?>(null, 1, true, new JsonArray(), new JsonObject()))
        );
        yield return Make(
            "a member is of another kind",
            (j, r) => Turn.With(j, a => a[r.Pick("id", "rawId", "type", "response")] = r.Pick<JsonNode?>(null, 1, new JsonArray(), false))
        );
        yield return Make("another type", (j, r) => Turn.With(j, a => a["type"] = r.Pick("", "password", "public-key ", "Public-Key")));
        yield return Make(
            "extension results are no object",
            (j, r) => Turn.With(j, a => a["clientExtensionResults"] = r.Pick<JsonNode?>(1, "x", new JsonArray()))
        );
        yield return Make(
            "base64url in another writing",
            (j, r) =>
                Turn.With(
                    j,
                    a =>
                    {
                        var name = r.Pick(bytes);
                        var text = (string)a["response"]![name]!;
                        a["response"]![name] = r.Pick(
                            text + "=",
                            text + " ",
                            "\n" + text,
                            text.Insert(9, "+"),
                            text + "\0",
                            text[..^2] + "é"
                        );
                    }
                )
        );
        yield return Make(
            "an odd id",
            (j, r) => Turn.With(j, a => a["rawId"] = r.Pick("AAE", "AB", "=", "+/", "é", " ")),
            $"{Answer} id-differs"
        );
        yield return Make(
            "a member twice",
            (j, r) => j.ToJsonString()[..^1] + r.Pick(",\"id\":\"x\"}", ",\"response\":{}}", ",\"type\":\"public-key\"}")
        );
        yield return Make("cut", (j, r) => Encoding.UTF8.GetString(r.Cut(Encoding.UTF8.GetBytes(j.ToJsonString()))));
        yield return Make("no object", (_, r) => r.Pick("", "null", "[]", "1", "\"x\"", " ", "{}", "\uD800"));
        yield return Make("too long", (j, _) => Turn.With(j, a => a["x"] = new string('x', 70_000)));
        yield return Make("nested too deeply", (j, r) => j.ToJsonString()[..^1] + ",\"x\":" + new string('[', r.Next(40, 9000)) + "}");
        yield return Make(
            "half a character",
            (j, r) => j.ToJsonString().Replace("public-key", r.Pick("\\ud800", "\\udfff"), StringComparison.Ordinal)
        );
        yield return Make("half a character in a name", (j, r) => j.ToJsonString()[..^1] + $",\"{r.Pick("\\ud800", "x\\udfff")}\":1}}");
    }
}
