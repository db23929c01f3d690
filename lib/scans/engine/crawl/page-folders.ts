import { folderBase } from './scope-url';

/** Pages of a folder from which on it is known to hold one kind, and of them, those that are asked for the same. */
const MAX_ALIKE_IN_FOLDER = 60;
const MAX_ASKED_ALIKE = 40;
const FEW_SHAPES = 2;

/** `asked`: how often its pages were asked for the same parameters. */
type Folder = { visits: number; shapes: Set<string>; hasInputs: boolean; asked: Map<string, number> };

/** How the pages of each folder are built, whatever their names. */
export class PageFolders {
  private readonly folders = new Map<string, Folder>();

  /** A page is opened. */
  count(name: string, url: string): void {
    // The root holds pages of every sort.
    if (name === '/') return;
    const none: Folder = { visits: 0, shapes: new Set(), hasInputs: false, asked: new Map() };
    const folder = this.folders.get(name) ?? none;
    this.folders.set(name, folder);
    folder.visits += 1;
    const base = folderBase(url);
    if (base !== null) folder.asked.set(base, (folder.asked.get(base) ?? 0) + 1);
  }

  onPage(name: string, { shape, hasInputs }: { shape: string; hasInputs: boolean }): void {
    const folder = this.folders.get(name);
    folder?.shapes.add(shape);
    if (folder) folder.hasInputs ||= hasInputs;
  }

  /** Whether its pages are built alike and take no values. */
  isPlain(name: string): boolean {
    const folder = this.findAlike(name);
    return folder !== null && !folder.hasInputs;
  }

  /** What an address has in common with others of a folder that is built alike; null where it is not one of many. */
  findAsked(name: string, url: string): string | null {
    const folder = this.findAlike(name);
    const base = folder && folderBase(url);
    return base !== null && (folder?.asked.get(base) ?? 0) >= MAX_ASKED_ALIKE ? base : null;
  }

  private findAlike(name: string): Folder | null {
    const folder = this.folders.get(name);
    return folder && folder.visits >= MAX_ALIKE_IN_FOLDER && folder.shapes.size <= FEW_SHAPES ? folder : null;
  }
}
