using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.App.Stations;
using Metrology.Core.Words;
using Metrology.Station.Field;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Stations;

/// <summary>Enrols a station with a one-time code: makes its key pair here and pins the key of the server.</summary>
internal static class StationEnrolCommand
{
    private static readonly Refusal Already = Refusal.Of(
        "station.already-enrolled", "这个数据目录已经登记。要以新的密钥重新登记，请加 --again；暂存的读数不受影响。", "This data folder is enrolled already. Add --again to enrol it anew with another key; what is spooled stays.");

    public static Command Create(Terminal terminal)
    {
        var server = new Option<string>("--server") { Description = terminal.Say("服务器地址，https://…（本机可用 http://）", "Address of the server, https://… (http:// on this machine only)"), Required = true };
        var code = new Option<string>("--code") { Description = terminal.Say("管理员在“站点”页面生成的登记码", "The code that an administrator drew on the page “Stations”"), Required = true };
        var data = new Option<string>("--data") { Description = terminal.Say("站点的数据目录", "Data folder of the station"), Required = true };
        var authority = new Option<string?>("--authority") { Description = terminal.Say("服务器 TLS 证书颁发者的 PEM 文件；默认用本机信任的", "PEM file of the authority of the server's certificate of TLS; those that this machine trusts unless given") };
        var again = new Option<bool>("--again") { Description = terminal.Say("重新登记", "Enrol again") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("enrol", terminal.Say("用一次性登记码把站点登记到服务器", "Enrol the station at a server with a one-time code")) { server, code, data, authority, again, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = EnrolledServer.AddressOf(parsed.GetValue(server));
            if (address.Refusal is { } bad)
                return terminal.RefuseUse(bad);
            X509Certificate2Collection? trusted = null;
            if (parsed.GetValue(authority) is { } file)
            {
                var read = StationFolder.AuthorityOf(file);
                if (read.Refusal is { } unreadable)
                    return terminal.Refuse(unreadable);
                trusted = read.Value;
            }

            var place = new DataFolder(parsed.GetValue(data)!);
            using var ours = place.TryLock();
            if (ours is null)
                return terminal.Refuse(StationFolder.InUse);
            var folder = new StationFolder(place);
            if (folder.IsEnrolled && !parsed.GetValue(again))
                return terminal.Refuse(Already);
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var enrolled = await StationEnrolment.ExecuteAsync(address.Value, parsed.GetValue(code)!, key, trusted, cancellation, terminal.Language);
            if (enrolled.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            folder.Write(enrolled.Value, parsed.GetValue(authority));
            var (own, its) = (StationProof.Hash(key.ExportSubjectPublicKeyInfo()), StationProof.Hash(enrolled.Value.ServerKey));
            if (parsed.GetValue(json))
                terminal.WriteJson(new { name = enrolled.Value.Name, keySha256 = own, serverKeySha256 = its });
            else
                terminal.WriteLine($"{terminal.Say("已登记为", "Enrolled as")} {enrolled.Value.Name}\n{terminal.Say("本站公钥 SHA-256", "SHA-256 of its public key")}: {own}\n{terminal.Say("服务器公钥 SHA-256", "SHA-256 of the server's")}: {its}");
            return Terminal.Done;
        });
        return command;
    }
}
