using System.CommandLine;
using Metrology.Instruments.Faults;
using Metrology.Links.Tty;
using Metrology.Station.Field;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Stations;

/// <summary>The serial ports of this machine by names that stay, and, when asked for, who answers at them.</summary>
internal static class StationPortsCommand
{
    public static Command Create(Terminal terminal)
    {
        var port = new Option<string[]>("--port") { Description = terminal.Say("只看这个串口（可多次）；默认为找到的全部", "This port only (may be given several times); all that are found unless given") };
        var identify = new Option<bool>("--identify") { Description = terminal.Say("询问仪器身份（DL/T 645、Modbus、SCPI，常用参数）。会向串口写字节", "Ask who is there (DL/T 645, Modbus, SCPI at usual settings). Writes bytes to the port") };
        var data = new Option<string?>("--data") { Description = terminal.Say("站点的数据目录，其中 maps 为自有的寄存器表", "Data folder of the station, for register maps of its own in maps") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("ports", terminal.Say("列出串口", "List serial ports")) { port, identify, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var named = parsed.GetValue(port) ?? [];
            var probe = new PortProbe(new OwnFolders(new DataFolder(parsed.GetValue(data) ?? ".")).Maps, TimeProvider.System);
            foreach (var one in named.Length > 0 ? named : TtyPorts.Found())
            {
                FoundInstrument? found = null;
                try
                {
                    found = parsed.GetValue(identify) ? await probe.AskAsync(one, cancellation) : null;
                }
                catch (InstrumentFault fault) when (named.Length > 0)
                {
                    return terminal.Refuse(fault.Reason);
                }
                catch (InstrumentFault)
                {
                    // A port that was found and cannot be opened now is listed as one where nobody answers.
                }

                if (parsed.GetValue(json))
                    terminal.WriteJson(new { port = one, protocol = found?.Protocol, link = found?.Link, address = found?.Address, manufacturer = found?.Identity.Manufacturer, model = found?.Identity.Model, serialNumber = found?.Identity.SerialNumber, map = found?.Map });
                else if (found is null)
                    terminal.WriteLine($"{one}{(parsed.GetValue(identify) ? terminal.Say("  无应答", "  nobody answers") : "")}");
                else
                    terminal.WriteLine($"{one}  {found.Protocol} {found.Link} {found.Address}  {found.Identity.Manufacturer} {found.Identity.Model} {found.Identity.SerialNumber} {found.Map}");
                await terminal.Out.FlushAsync(cancellation);
            }

            return Terminal.Done;
        });
        return command;
    }
}
