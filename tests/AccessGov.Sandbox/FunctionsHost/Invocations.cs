using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// The host's own calls of functions: payloads and replies through Newtonsoft.Json and Microsoft.AspNet.WebApi.Client, which the host
/// uses, in the shapes recorded from them (docs/operations.md).
/// </summary>
internal sealed class Invocations(Handler handler, TimeSpan functionTimeout) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>What the host's reader makes of a reply (HttpScriptInvocationResult).</summary>
    private sealed class Result
    {
        public object? ReturnValue { get; set; }

        public IDictionary<string, object>? Outputs { get; set; }

        public IList<string>? Logs { get; set; }
    }

    public static JObject QueuePayload(string function, string message, long dequeueCount, string id, DateTimeOffset now)
    {
        var metadata = new JObject
        {
            ["DequeueCount"] = $"{dequeueCount}",
            ["ExpirationTime"] = now.AddDays(7).ToString("yyyy-MM-ddTHH:mm:sszzz"),
            ["Id"] = JsonConvert.SerializeObject(id),
            ["InsertionTime"] = now.ToString("yyyy-MM-ddTHH:mm:sszzz"),
            ["sys"] = Sys(function, now),
        };
        // Members of a JSON message join the metadata and override what the host put there.
        if (Parsed(message) is JObject members)
            foreach (var (name, value) in members)
                if (value is not JArray)
                    metadata[name] =
                        value is JObject
                            ? value
                            : JsonConvert.SerializeObject(value!.Type == JTokenType.String ? (string?)value : value.ToString());
        return new JObject
        {
            ["Data"] = new JObject { ["item"] = JsonConvert.SerializeObject(message) },
            ["Metadata"] = metadata,
        };
    }

    public static JObject TimerPayload(string function, bool isPastDue, DateTimeOffset now) =>
        new()
        {
            ["Data"] = new JObject
            {
                ["timer"] = new JObject
                {
                    ["Schedule"] = new JObject { ["AdjustForDST"] = true },
                    ["ScheduleStatus"] = null,
                    ["IsPastDue"] = isPastDue,
                },
            },
            ["Metadata"] = new JObject { ["sys"] = Sys(function, now) },
        };

    /// <summary>
    /// Calls a function. A reply that the real host would wait for ever on is a timeout here too; a timeout kills the handler.
    /// </summary>
    /// <returns>Null when it succeeded, else why not.</returns>
    public async Task<string?> CallAsync(string function, JObject payload, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(functionTimeout);
        try
        {
            var port = await handler.RunningAsync(ct);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/{function}"))
            {
                Content = new StringContent(payload.ToString(Formatting.None), Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Azure-Functions-HostVersion", "4.1037.0.0");
            request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
            using var reply = await http.SendAsync(request, timeout.Token);
            if (!reply.IsSuccessStatusCode)
                return $"{(int)reply.StatusCode}";
            if (await reply.Content.ReadAsAsync<Result>(timeout.Token) is not null)
                return null;
            await Task.Delay(Timeout.Infinite, timeout.Token);
            return "unreachable";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            await handler.KillAsync();
            return "functionTimeout";
        }
        catch (Exception e) when (e is HttpRequestException or UnsupportedMediaTypeException)
        {
            return e.GetType().Name;
        }
    }

    public void Dispose() => http.Dispose();

    private static JObject Sys(string function, DateTimeOffset now) =>
        new()
        {
            ["MethodName"] = function,
            ["UtcNow"] = now.UtcDateTime,
            ["RandGuid"] = Guid.NewGuid().ToString(),
        };

    private static JToken? Parsed(string text)
    {
        try
        {
            return JToken.Parse(text);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }
}
