import { Copy, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose, DialogContent, DialogTrigger } from '#web/ui/dialog.tsx'
import { Drawer } from '#web/ui/drawer.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from '#web/ui/menu.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#web/ui/popover.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { Specimen } from './specimen.tsx'

/** What opens above the page. These follow the page's theme, not the column's. */
export function Overlays() {
  const [isDrawerOpen, setIsDrawerOpen] = useState(false)
  return (
    <Specimen title="Menus, dialogs, toasts" note="Shown above the page, in the page’s own theme.">
      <Menu>
        <MenuTrigger
          render={<IconButton tone="raised" label="More" icon={<MoreHorizontal size={18} />} />}
        />
        <MenuContent>
          <MenuItem icon={<Pencil size={16} />} keys={['R']}>
            Rename
          </MenuItem>
          <MenuItem icon={<Copy size={16} />}>Copy</MenuItem>
          <MenuCheckboxItem defaultChecked>Show names</MenuCheckboxItem>
          <MenuSeparator />
          <MenuItem tone="danger" icon={<Trash2 size={16} />}>
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      <Popover>
        <PopoverTrigger render={<Button>Popover</Button>} />
        <PopoverContent label="Example">
          <p className="text-base">Anything small that belongs to its button.</p>
        </PopoverContent>
      </Popover>
      <Dialog>
        <DialogTrigger render={<Button>Dialog</Button>} />
        <DialogContent
          size="sm"
          title="Leave without saving?"
          description="What you changed on this page is lost."
          footer={
            <>
              <DialogClose render={<Button tone="ghost">Stay</Button>} />
              <DialogClose render={<Button tone="danger">Leave</Button>} />
            </>
          }
        />
      </Dialog>
      <Button onClick={() => setIsDrawerOpen(true)}>Drawer</Button>
      <Drawer label="Example drawer" isOpen={isDrawerOpen} onOpenChange={setIsDrawerOpen}>
        <div className="flex flex-col gap-4 p-5">
          <p className="text-lg font-semibold">Drawer</p>
          <Button onClick={() => setIsDrawerOpen(false)}>Close</Button>
        </div>
      </Drawer>
      <Button
        onClick={() =>
          showToast({
            tone: 'success',
            title: 'Resolved Priya Nair',
            action: { label: 'Undo', onAction: () => showToast({ title: 'Undone' }) },
          })
        }
      >
        Toast with undo
      </Button>
      <Button
        onClick={() =>
          showToast({
            tone: 'danger',
            title: 'Not saved',
            detail: 'The server did not answer in time. (req_01J8)',
          })
        }
      >
        Toast with trouble
      </Button>
    </Specimen>
  )
}
