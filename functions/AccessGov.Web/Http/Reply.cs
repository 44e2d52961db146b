using System.Text;

namespace AccessGov.Web.Http;

/// <summary>Replies as the Functions host needs them: an empty one hangs the invocation, another content type fails it.</summary>
internal static class Reply
{
    public static Task JsonAsync(HttpContext context, int status, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
