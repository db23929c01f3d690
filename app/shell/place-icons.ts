import {
  ArrowRightLeft,
  Bell,
  CalendarDays,
  ClipboardCheck,
  Gauge,
  Globe,
  type LucideIcon,
  Package,
  Send,
  Settings,
  ShieldCheck,
  Tag,
  Wrench,
} from 'lucide-react';
import type { PlaceId } from '@/app/places';

export const PLACE_ICONS: Record<PlaceId, LucideIcon> = {
  overview: Gauge,
  assets: Package,
  products: Tag,
  websites: Globe,
  requests: Send,
  calendar: CalendarDays,
  messages: ArrowRightLeft,
  toolkit: Wrench,
  review: ClipboardCheck,
  decisions: ShieldCheck,
  inbox: Bell,
  settings: Settings,
};
