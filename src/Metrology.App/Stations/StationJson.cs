using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Metrology.App.Stations;

/// <summary>What stations and their server send each other, read and written by code that is made when the program is built: a station compiles none of it while it runs.</summary>
[JsonSerializable(typeof(StationMessages))]
[JsonSerializable(typeof(StationState))]
internal sealed partial class StationJson : JsonSerializerContext
{
    /// <summary>As messages are: a few levels deep, texts as they are.</summary>
    public static StationJson Wire { get; } = new(new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 8 });
}
